package contactimport.report;

import contactimport.source.Json;
import contactimport.source.JsonMembers;
import java.util.List;
import java.util.stream.Collectors;

/** What is to be said about the columns of a file, in words; empty if nothing is. */
final class FileWords {

    private static final int MOST_COLUMNS = 12;

    private FileWords() {}

    static String leftOut(RunInfo run) {
        List<String> columns = run.leftOut();
        if (columns.isEmpty()) {
            return "";
        }
        String name = JsonMembers.of(run.settings())
                .map(settings -> settings.values().getOrDefault("mapping_name", "\"\""))
                .orElse("\"\"");
        String more = columns.size() > MOST_COLUMNS ? " and " + (columns.size() - MOST_COLUMNS) + " more" : "";
        return "mapping " + Json.read(name) + " leaves out " + columns.size()
                + (columns.size() == 1 ? " column: " : " columns: ")
                + columns.stream().limit(MOST_COLUMNS).collect(Collectors.joining(", "))
                + more;
    }
}

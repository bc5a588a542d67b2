package contactimport.cli;

import contactimport.job.Allowance;
import contactimport.job.Waived;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the operator knows of and wants all the same. */
final class AcceptOptions {

    private static final String REJECTS = "rejects";
    private static final String CLEARS = "clears";
    private static final List<String> FLAGS = List.of("unsubscribed", "drift", "repeat");

    @Option(
            names = "--accept",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What does not count as a failure: rejects, rejects=N or rejects=P%%: exit 0 although lines were"
                            + " rejected; clears or clears=N: values may be emptied; unsubscribed: people may be imported who"
                            + " unsubscribed elsewhere; drift: a file may be unlike those before; repeat: a file of a"
                            + " feed may come again.")
    private List<String> accept = List.of();

    /** How many rejects leave the exit code 0. */
    Allowance rejects() {
        return allowance(REJECTS);
    }

    Waived waived() {
        Map<String, @Nullable String> items = items();
        return new Waived(
                allowance(CLEARS),
                items.containsKey("unsubscribed"),
                items.containsKey("drift"),
                items.containsKey("repeat"));
    }

    private Allowance allowance(String name) {
        Map<String, @Nullable String> items = items();
        try {
            return items.containsKey(name) ? Allowance.parse(items.get(name)) : Allowance.NONE;
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--accept: " + e.getMessage());
        }
    }

    private Map<String, @Nullable String> items() {
        Map<String, @Nullable String> items = new TreeMap<>();
        for (String item : accept) {
            String[] parts = item.strip().split("=", 2);
            boolean limited = parts[0].equals(REJECTS) || parts[0].equals(CLEARS);
            if (!limited && !(FLAGS.contains(parts[0]) && parts.length == 1)) {
                throw new UsageFault("--accept: expected rejects, rejects=N, rejects=P%, clears, clears=N or "
                        + String.join(" or ", FLAGS));
            }
            items.put(parts[0], parts.length == 1 ? null : parts[1]);
        }
        return items;
    }
}

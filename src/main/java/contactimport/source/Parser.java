package contactimport.source;

import static contactimport.contact.Code.CELL_COUNT;
import static contactimport.contact.Code.LINE_UNREADABLE;

import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Text;
import contactimport.source.SourceRecord.Cells;
import contactimport.source.SourceRecord.Members;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the text of one record means, by the format of its file. */
final class Parser {

    private Parser() {}

    /** Rows of as many cells as the header has; null for a row whose cells are all blank. */
    static Function<String, @Nullable Checked<SourceRecord>> csv(Header header, CsvForm form) {
        return text -> Text.isBlank(text) ? null : row(text, header, form);
    }

    private static @Nullable Checked<SourceRecord> row(String text, Header header, CsvForm form) {
        Checked<List<String>> split = CsvLine.split(text, form);
        return split.fold(Parser::isBlank, reasons -> false) ? null : split.then(cells -> counted(cells, header));
    }

    /** Whether all cells are blank. */
    static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!Text.isBlank(cell)) {
                return false;
            }
        }
        return true;
    }

    /** Under names that are empty at the header's end there may be empty cells, or none. */
    private static Checked<SourceRecord> counted(List<String> cells, Header header) {
        int columns = header.names().size();
        boolean fits = cells.size() == columns
                || (cells.size() > columns
                        && cells.size() <= header.cells()
                        && isBlank(cells.subList(columns, cells.size())));
        return fits
                ? Checked.passed(new Cells(Collections.unmodifiableList(cells.subList(0, columns))))
                : Checked.failed(Reason.of(CELL_COUNT, "expected " + columns + " cells, found " + cells.size()));
    }

    /** One JSON object a line; null for a blank line. */
    static @Nullable Checked<SourceRecord> json(String text) {
        if (Text.isBlank(text)) {
            return null;
        }
        try {
            return Json.readLine(text) instanceof Map<?, ?> object
                    ? Checked.passed(new Members(Json.members(object)))
                    : Checked.failed(Reason.of(LINE_UNREADABLE, "expected a JSON object"));
        } catch (InvalidJson e) {
            return Checked.failed(Reason.of(LINE_UNREADABLE, e.getMessage()));
        }
    }
}

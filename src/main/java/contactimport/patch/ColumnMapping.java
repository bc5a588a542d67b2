package contactimport.patch;

import contactimport.contact.Checked;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.source.Header;
import contactimport.source.SourceRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column or member means which field. Immutable.
 *
 * <pre>
 * column " E-Mail"? → FileFault: did you mean email?   (column names match trimmed, in any case)
 * column "Email"    → email
 * member "Email"    → UNKNOWN_FIELD: did you mean email?   (members match exactly)
 * </pre>
 */
public final class ColumnMapping {

    private final List<Target> columns;

    private ColumnMapping(List<Target> columns) {
        this.columns = columns;
    }

    /**
     * For the columns of a CSV file; for JSON Lines, where every line names its own members, the header has none.
     *
     * @throws contactimport.source.FileFault if a column has no name, is not known, or comes twice, or if one is missing
     *     without which every line would be refused
     */
    public static ColumnMapping of(Header header, Rules rules) {
        return new ColumnMapping(header.names().isEmpty() ? List.of() : new HeaderCheck(header).targets(rules));
    }

    /**
     * The same where no column is missed.
     *
     * @throws contactimport.source.FileFault if a column has no name, is not known, or comes twice
     */
    public static ColumnMapping of(Header header) {
        return new ColumnMapping(header.names().isEmpty() ? List.of() : new HeaderCheck(header).targets());
    }

    /** The index of a field's column, or -1 if there is none. */
    public int column(TextField field) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).text() == field) {
                return i;
            }
        }
        return -1;
    }

    /** The patch of a row, or why the row cannot be read or understood. */
    public Checked<ContactPatch> from(SourceRow row) {
        return row.record().then(record -> record.fold(this::ofCells, ColumnMapping::ofMembers));
    }

    private Checked<ContactPatch> ofCells(List<String> cells) {
        Draft draft = new Draft();
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            if (!Text.isBlank(cell)) {
                draft.cell(columns.get(i), cell);
            }
        }
        return draft.patch();
    }

    private static Checked<ContactPatch> ofMembers(Map<String, @Nullable Object> members) {
        Draft draft = new Draft();
        members.forEach(draft::member);
        return draft.patch();
    }
}

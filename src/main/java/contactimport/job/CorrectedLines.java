package contactimport.job;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.patch.ColumnMapping;
import contactimport.patch.ContactPatch;
import contactimport.patch.ImportMarks;
import contactimport.patch.TextField;
import contactimport.source.Header;
import contactimport.source.SourceRecord;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.store.Originals;
import contactimport.store.RunState;
import contactimport.store.StageTable;
import contactimport.verify.KeysKept;
import contactimport.verify.VerifiedPatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a corrected reject file: each is compared with the line that it corrects before it is checked like any other. A line
 * without {@code _import_line} is an ordinary line, which somebody has added.
 */
final class CorrectedLines {

    private static final Pattern LINE = Pattern.compile("[1-9]\\d{0,17}");

    private final Connections connections;
    private final RunState corrected;
    private final ImportMarks marks;
    private final ColumnMapping mapping;
    private final Header headerBefore;
    private final ColumnMapping mappingBefore;
    private final Function<ContactPatch, Checked<VerifiedPatch>> checks;

    /** @param checks of an ordinary line */
    CorrectedLines(
            Connections connections,
            RunState corrected,
            RunScope run,
            ColumnMapping mapping,
            Function<ContactPatch, Checked<VerifiedPatch>> checks) {
        this.connections = connections;
        this.corrected = corrected;
        this.checks = checks;
        this.mapping = mapping;
        marks = ImportMarks.of(run.source().header());
        headerBefore = new Header(corrected.fileName(), 1, corrected.header(), Integer.MAX_VALUE);
        mappingBefore =
                ColumnMapping.of(headerBefore, run.rules(), run.settings().columns());
    }

    List<StageTable.Line> of(List<SourceRow> rows) {
        Set<Long> lines = new HashSet<>();
        for (SourceRow row : rows) {
            String line = text(row);
            if (line != null && LINE.matcher(line).matches()) {
                lines.add(Long.parseLong(line));
            }
        }
        Map<Long, List<byte[]>> originals = connections.here(c -> Originals.rejected(c, corrected.no(), lines));
        return rows.stream().map(row -> line(row, originals)).toList();
    }

    private @Nullable String text(SourceRow row) {
        return row.record().fold(marks::line, reasons -> null);
    }

    private StageTable.Line line(SourceRow row, Map<Long, List<byte[]>> originals) {
        String text = text(row);
        if (text == null) {
            return new StageTable.Line(row, mapping.from(row).then(checks));
        }
        if (!LINE.matcher(text).matches()) {
            return refused(row, "expected the number of a line, or nothing");
        }
        long origin = Long.parseLong(text);
        List<byte[]> raws = originals.getOrDefault(origin, List.of());
        if (raws.isEmpty() && !isUndecided(row)) {
            return refused(row, "run " + corrected.id() + " has not rejected its line " + origin);
        }
        return new StageTable.Line(
                row, mapping.from(row).then(patch -> kept(patch, origin, raws)).then(checks), origin);
    }

    private boolean isUndecided(SourceRow row) {
        return row.record().fold(marks::isUndecided, reasons -> false);
    }

    private static StageTable.Line refused(SourceRow row, String detail) {
        return new StageTable.Line(
                row,
                row.record()
                        .then((SourceRecord r) ->
                                Checked.failed(new Reason(Code.LINE_UNREADABLE, "_import_line", detail))));
    }

    /** What could not be read before cannot be compared. */
    private Checked<ContactPatch> kept(ContactPatch patch, long origin, List<byte[]> raws) {
        List<ContactPatch> before = new ArrayList<>();
        raws.forEach(raw -> mappingBefore
                .from(Sources.again(raw, headerBefore, corrected.reading().detected(), origin))
                .fold(before::add, reasons -> false));
        Checked<ContactPatch> kept = Checked.passed(patch);
        for (ContactPatch one : meant(patch, before)) {
            kept = kept.then(same -> KeysKept.check(same, one, "line " + origin + " of run " + corrected.id()));
        }
        return kept;
    }

    /** Records of a JSON array may stand on one line: the one of the same source id, or else every one of them. */
    private static List<ContactPatch> meant(ContactPatch patch, List<ContactPatch> before) {
        String sourceId = patch.text(TextField.CONTACT_IDENTIFIER);
        List<ContactPatch> same = before.stream()
                .filter(one -> sourceId != null && sourceId.equals(one.text(TextField.CONTACT_IDENTIFIER)))
                .toList();
        return same.isEmpty() ? before : same;
    }
}

package contactimport.report;

import contactimport.source.CsvCells;
import contactimport.source.CsvForm;
import contactimport.store.LedgerReader.GivenBack;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines given back as CSV: the header as it was read and every record as it stood in the file, byte by byte, in the
 * input's encoding and with its delimiter (its line ends inside quoted cells included), each with the four import cells at its end. If the file had these columns already,
 * because it was a file of lines given back, they are replaced.
 *
 * <p>Imported again without a correction, a record is refused for the same reason:
 *
 * <ul>
 *   <li>a malformed record keeps what is malformed in it, quotes and bytes alike;
 *   <li>a record with another number of cells keeps that difference: if by coincidence the import cells made up for it, one more
 *       empty cell follows. Import cells that an earlier report gave it are known by their form and replaced;
 *   <li>a record that was too long is not held anywhere: its line has the import cells only, so it is short of cells;
 *   <li>a record never swallows its neighbours: one that ends inside a quoted cell is closed, with a character behind the closing
 *       quote that keeps it malformed.
 * </ul>
 *
 * <pre>
 * Ada,"x,y"  → Ada,"x,y",20261122T020000Z-7f3a,7,EMAIL_INVALID,email: expected one @ …
 * </pre>
 */
final class CsvBack implements LinesBack {

    private static final Pattern RUN_ID = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-z]+");
    private static final Pattern LINE = Pattern.compile("\\d+");

    private final String runId;
    private final List<String> header;
    private final CsvForm form;

    CsvBack(String runId, List<String> header, CsvForm form) {
        this.runId = runId;
        this.header = header;
        this.form = form;
    }

    @Override
    public Optional<byte[]> header() {
        String names = Stream.concat(
                        header.stream().filter(name -> !ImportFields.isOne(name)), ImportFields.NAMES.stream())
                .map(form::written)
                .collect(Collectors.joining(delimiter()));
        return Optional.of(form.encoding().encode(names));
    }

    @Override
    public byte[] line(GivenBack line) {
        ImportFields fields = ImportFields.of(runId, line);
        CsvCells cells = new CsvCells(form.encoding().whole(line.raw()), form);
        IntPredicate own = own(cells, fields);
        ByteArrayOutputStream out = new ByteArrayOutputStream(line.raw().length + 200);
        cells.write(out, own);
        if (cells.open()) {
            write(out, form.quote() + "!");
        }
        fields.values().forEach(value -> write(out, delimiter() + form.written(value)));
        long count = IntStream.range(0, cells.count()).filter(own).count();
        if (fields.wrongCount() && count == ownColumns()) {
            write(out, delimiter());
        }
        return out.toByteArray();
    }

    /** The cells of the record that are not import cells of an earlier report. */
    private IntPredicate own(CsvCells cells, ImportFields fields) {
        if (cells.count() > header.size() && !fields.wrongCount() && !fields.unreadable()) {
            return i ->
                    i < header.size() && !ImportFields.isOne(header.get(i)); // behind it are empty cells without a name
        }
        if (cells.count() == header.size() && !fields.wrongCount()) {
            return i -> !ImportFields.isOne(header.get(i));
        }
        int behind = cells.count() - ImportFields.NAMES.size();
        return header.size() > ownColumns() && behind >= 0 && importCells(cells, behind) ? i -> i < behind : i -> true;
    }

    private static boolean importCells(CsvCells cells, int from) {
        return RUN_ID.matcher(cells.text(from)).matches()
                && LINE.matcher(cells.text(from + 1)).matches();
    }

    private long ownColumns() {
        return header.stream().filter(name -> !ImportFields.isOne(name)).count();
    }

    private String delimiter() {
        return String.valueOf(form.delimiter());
    }

    private void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(form.encoding().encode(text));
    }
}

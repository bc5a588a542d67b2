package contactimport.report;

import contactimport.source.Format;
import contactimport.source.Header;
import contactimport.source.SourceRecord;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.store.LedgerReader.GivenBack;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rejected lines of CSV given back as a workbook beside {@code rejected.csv}, with the same columns: every cell as text, those that
 * are wrong marked. Left out are lines that have no cells to show or other ones than the header (they would seem right when they
 * are read again), cells that no workbook can hold as they are, and what is more than {@link #MOST_LINES}: they are in the CSV file.
 */
final class SheetBack implements Closeable {

    static final int MOST_LINES = 100_000;
    static final String NAME = "rejected.xlsx";

    private final RunInfo run;
    private final Header header;
    private final List<Integer> own;
    private final WrongCells wrong;
    private final PrivateFile file;
    private final SheetFile sheet;
    private final int most;
    private long lines;
    private boolean closed;

    private SheetBack(RunInfo run, Path directory, int most) throws IOException {
        this.run = run;
        this.most = most;
        header = new Header(run.file(), 1, run.header(), Integer.MAX_VALUE);
        own = IntStream.range(0, run.header().size())
                .filter(i -> !ImportFields.isOne(run.header().get(i)))
                .boxed()
                .toList();
        wrong = new WrongCells(header, run.settings());
        List<String> names = Stream.concat(own.stream().map(run.header()::get), ImportFields.NAMES.stream())
                .toList();
        file = new PrivateFile(directory.resolve(NAME));
        sheet = new SheetFile(file.out(), "rejected", Math.min(names.size(), SheetFile.MOST_COLUMNS));
        sheet.head(
                names,
                "Correct the marked cells, leave the columns _import_ as they are, save, and run: contact-import rerun "
                        + run.id() + " --rejects " + NAME);
    }

    /** Null for lines that are not given back like this: those of JSON, and the entries of an undo. */
    static @Nullable SheetBack of(RunInfo run, Path directory) throws IOException {
        return of(run, directory, MOST_LINES);
    }

    static @Nullable SheetBack of(RunInfo run, Path directory, int most) throws IOException {
        boolean cells = run.format() == Format.CSV && !run.isUndo();
        boolean fits = run.header().size() + ImportFields.NAMES.size() <= SheetFile.MOST_COLUMNS
                && SheetFile.holds(run.header());
        return cells && fits ? new SheetBack(run, directory, most) : null;
    }

    void line(GivenBack line) {
        SourceRow row = Sources.again(line.raw(), header, run.reading().detected(), line.line());
        List<String> cells = row.record().fold(SheetBack::cells, reasons -> List.of());
        if (cells.isEmpty() || lines == most) {
            return;
        }
        ImportFields fields = ImportFields.of(run.id(), line);
        List<String> all = new ArrayList<>();
        own.forEach(i -> all.add(cells.get(i)));
        all.addAll(fields.values());
        if (SheetFile.holds(all)) {
            Set<Integer> marked = wrong.of(fields.code(), fields.reason()).stream()
                    .map(own::indexOf)
                    .filter(i -> i >= 0)
                    .collect(Collectors.toSet());
            write(all, marked, fields.reason());
        }
    }

    private static List<String> cells(SourceRecord record) {
        return record.fold(cells -> cells, members -> List.of());
    }

    private void write(List<String> cells, Set<Integer> marked, String reason) {
        try {
            sheet.row(cells, marked, reason);
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the file has its name. */
    void keep() throws IOException {
        end();
        file.keep();
    }

    /** There is nothing to say: no file of this name remains. */
    void drop() throws IOException {
        end();
        file.drop();
    }

    long lines() {
        return lines;
    }

    private void end() throws IOException {
        closed = true;
        sheet.close();
    }

    @Override
    public void close() throws IOException {
        try {
            if (!closed) {
                end();
            }
        } finally {
            file.close();
        }
    }
}

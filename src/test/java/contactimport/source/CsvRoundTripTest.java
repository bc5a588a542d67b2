package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import contactimport.contact.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Any table written as RFC 4180 is read back cell by cell, with the right line numbers, through windows of any size. */
class CsvRoundTripTest {

    private static final String[] PIECES = {"", "a", "é", "😀", " ", ",", "\"", "\"\"", "\r", "\n", "\r\n", "5\"", "\\"
    };
    private static final String[] ENDS = {"\n", "\r\n", "\r"};
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final int COLUMNS = 3;

    @Test
    void what_was_written_is_read() {
        Gen<List<Integer>> pieces =
                lists().of(integers().between(0, PIECES.length - 1)).ofSizeBetween(0, 60);
        qt().withExamples(2000)
                .forAll(pieces, longs().all(), integers().between(1, 40))
                .checkAssert((cells, seed, window) -> {
                    Table table = new Table(new Random(seed));
                    for (int i = 0; i + 1 < cells.size() && i < 60; i += 2) {
                        table.cell(PIECES[cells.get(i)] + PIECES[cells.get(i + 1)]);
                    }
                    table.finish();
                    SourceOptions options = new SourceOptions(Format.CSV, 100_000);
                    assertThat(Reading.shown(Reading.rows(Reading.bytes(table.text.toString()), options, window)))
                            .isEqualTo(table.expected);
                });
    }

    /** The table as a file, and what must be read from it. */
    private static final class Table {

        private final Random random;
        private final StringBuilder text = new StringBuilder("x,y,z\n");
        private final List<String> expected = new ArrayList<>();
        private final List<String> row = new ArrayList<>();
        private int rowStart = text.length();

        Table(Random random) {
            this.random = random;
        }

        void cell(String cell) {
            boolean must = cell.startsWith("\"")
                    || cell.contains(",")
                    || LINE_END.matcher(cell).find();
            boolean quoted = must || random.nextInt(4) == 0;
            text.append(row.isEmpty() ? "" : ",");
            text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            row.add(cell);
            if (row.size() == COLUMNS) {
                endRow();
            }
        }

        void finish() {
            while (!row.isEmpty()) {
                cell("last");
            }
            cell("really");
            cell("the");
            cell("last");
        }

        private void endRow() {
            String before = text.substring(0, rowStart);
            text.append(ENDS[random.nextInt(ENDS.length)]);
            long line = LINE_END.matcher(before).results().count() + 1;
            if (!row.stream().allMatch(Text::isBlank)) {
                expected.add(line + " " + row);
            }
            if (random.nextInt(8) == 0) {
                text.append(" ,,").append(ENDS[random.nextInt(ENDS.length)]);
            }
            row.clear();
            rowStart = text.length();
        }
    }
}

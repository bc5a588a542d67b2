package contactimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Line numbers as an operator names them.
 *
 * <pre>
 * "3,7-9"        → 3 7 8 9
 * "lines.txt"    → the numbers and ranges in that file, apart by commas, spaces or line ends
 * </pre>
 */
final class LineNumbers {

    private static final int MOST = 10_000_000;

    private static final Pattern APART = Pattern.compile("[,\\s]+");

    private LineNumbers() {}

    /** @throws UsageFault with a sentence for the operator */
    static Set<Long> of(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return Set.of();
        }
        boolean file = Files.isRegularFile(Path.of(given));
        Set<Long> lines = new HashSet<>();
        String numbers = (file ? read(given) : given).strip();
        APART.splitAsStream(numbers).forEach(item -> add(item, lines));
        return lines;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UsageFault("--lines: the file " + file + " cannot be read as text", e);
        }
    }

    private static void add(String item, Set<Long> lines) {
        if (!item.matches("\\d{1,15}(-\\d{1,15})?")) {
            throw new UsageFault(
                    "--lines: expected a file of line numbers and ranges such as 3 and 7-9, or these themselves");
        }
        String[] ends = item.split("-", 2);
        long first = Long.parseLong(ends[0]);
        long last = Long.parseLong(ends[ends.length - 1]);
        if (last - first >= MOST) {
            throw new UsageFault("--lines: a range has at most " + MOST + " lines");
        }
        for (long line = first; line <= last; line++) {
            lines.add(line);
        }
    }
}

package contactimport.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out what stands between cells: what the line {@code sep=;} of a spreadsheet names, else that of comma, semicolon, tab and
 * pipe by which the header has the most cells and the next records as many.
 */
final class Delimiters {

    private static final String CANDIDATES = ",;\t|";
    private static final int RECORDS = 30;
    private static final Pattern NAMED = Pattern.compile("^\"?sep=(.)\"?(?=[\\r\\n]|$)", Pattern.CASE_INSENSITIVE);

    private Delimiters() {}

    /** Whether the first line of a file does nothing but name the delimiter. */
    static boolean names(String line) {
        Matcher named = NAMED.matcher(line);
        return named.find()
                && named.end() == line.length()
                && SourceOptions.isMark(named.group(1).charAt(0));
    }

    /** @param whole whether that is all there is, so that the last record is not cut off */
    static char of(String text, char quote, boolean whole) {
        Matcher named = NAMED.matcher(text);
        if (named.find()
                && SourceOptions.isMark(named.group(1).charAt(0))
                && named.group(1).charAt(0) != quote) {
            return named.group(1).charAt(0);
        }
        char best = ',';
        double most = 0;
        for (int i = 0; i < CANDIDATES.length(); i++) {
            char candidate = CANDIDATES.charAt(i);
            double score = candidate == quote ? 0 : score(cells(text, candidate, quote, whole));
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static double score(List<Integer> counts) {
        if (counts.isEmpty() || counts.get(0) < 2) {
            return 0;
        }
        long alike = counts.stream().filter(counts.get(0)::equals).count();
        return counts.get(0) * (double) alike / counts.size();
    }

    /** How many cells each of the first records has that is not blank. */
    private static List<Integer> cells(String text, char delimiter, char quote, boolean whole) {
        List<Integer> counts = new ArrayList<>();
        int cells = 1;
        boolean blank = true;
        boolean start = true;
        boolean quoted = false;
        for (int i = 0; i < text.length() && counts.size() < RECORDS; i++) {
            char c = text.charAt(i);
            if (quoted ? c == quote : c == quote && start && quote != SourceOptions.NO_QUOTE) {
                quoted = !quoted;
                start = !quoted; // a doubled quote opens again
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (!blank) {
                    counts.add(cells);
                }
                cells = 1;
                blank = true;
                start = true;
            } else if (!quoted && c == delimiter) {
                cells++;
                start = true;
            } else {
                start = false;
                blank &= c == ' ' || CANDIDATES.indexOf(c) >= 0;
            }
        }
        if (whole && !blank) {
            counts.add(cells);
        }
        return counts;
    }
}

package contactimport.job;

import contactimport.contact.Text;
import contactimport.store.FeedTable.Delivery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Whether a file is what a feed's files have been, as far as can be told before it is merged.
 *
 * <pre>
 * 1000 lines, before 1010, 990, 1005      → nothing
 * 500 lines, before 1010, 990, 1005       → rows
 * no line end at the end, before always   → perhaps cut
 * </pre>
 */
final class Drift {

    /** A feed that never had a reject may have some. */
    private static final double FEW_REJECTS = 0.001;

    private Drift() {}

    /** A sentence about everything that is strange; none without an earlier file. */
    static List<String> of(Delivery now, List<Delivery> before, Feed feed) {
        List<String> found = new ArrayList<>();
        if (before.isEmpty()) {
            return found;
        }
        columns(now, before.get(0), found);
        double rows = median(before, Delivery::records);
        if (now.records() < rows * (1 - feed.rowsLost())) {
            found.add("it has " + now.records() + " lines, and the median of the last " + before.size() + " is "
                    + Math.round(rows));
        }
        double rejects = Math.max(FEW_REJECTS, median(before, Delivery::rejectRate));
        if (now.rejectRate() > rejects * feed.rejectsTimes()) {
            found.add(percent(now.rejectRate()) + " of its lines are rejected, and the median of the last "
                    + before.size() + " is " + percent(median(before, Delivery::rejectRate)));
        }
        if (Boolean.FALSE.equals(now.finalNewline())
                && before.stream().allMatch(d -> Boolean.TRUE.equals(d.finalNewline()))) {
            found.add("its last line has no line end, as all before had: it may have been cut");
        }
        return found;
    }

    private static void columns(Delivery now, Delivery last, List<String> found) {
        names("lacks", without(last.header(), now.header()), found);
        names("is the first to have", without(now.header(), last.header()), found);
    }

    private static void names(String what, Set<String> columns, List<String> found) {
        if (!columns.isEmpty()) {
            found.add("it " + what + (columns.size() == 1 ? " the column " : " the columns ")
                    + columns.stream().map(Text::label).collect(Collectors.joining(", ")));
        }
    }

    private static Set<String> without(List<String> these, List<String> those) {
        Set<String> rest = new LinkedHashSet<>(these);
        those.forEach(rest::remove);
        return rest;
    }

    private static double median(List<Delivery> deliveries, ToDoubleFunction<Delivery> of) {
        double[] sorted = deliveries.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}

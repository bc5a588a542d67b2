package contactimport.report;

import contactimport.store.Accounting.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the lines, as a bar of 1,000 and its legend. What there is at all can be seen, however little it is. */
final class PageOutcomes {

    private static final double WHOLE = 1000;
    private static final double LEAST = 4;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final long all;

    record Segment(String name, String x, String width, String title) {}

    record Tile(String name, String count, String share, boolean isZero) {}

    PageOutcomes(Tally tally) {
        counts.put("updated", tally.updated());
        counts.put("created", tally.created());
        counts.put("merged", tally.merged());
        counts.put("unchanged", tally.unchanged());
        counts.put("rejected", tally.rejected());
        counts.put("failed", tally.failed());
        all = Math.max(1, tally.outcomes());
    }

    List<Segment> segments() {
        double sum = counts.values().stream().mapToDouble(this::width).sum();
        double scale = sum == 0 ? 1 : WHOLE / sum;
        List<Segment> segments = new ArrayList<>();
        double x = 0;
        for (Map.Entry<String, Long> e : counts.entrySet()) {
            double width = width(e.getValue()) * scale;
            if (width > 0) {
                segments.add(new Segment(e.getKey(), decimal(x), decimal(width), words(e)));
            }
            x += width;
        }
        return segments;
    }

    List<Tile> tiles() {
        return counts.entrySet().stream()
                .map(e -> new Tile(
                        e.getKey(),
                        PageWords.number(e.getValue()),
                        PageWords.share(e.getValue(), all),
                        e.getValue() == 0))
                .toList();
    }

    String words() {
        return "Lines by outcome: "
                + counts.entrySet().stream().map(PageOutcomes::words).collect(Collectors.joining(", "));
    }

    private static String words(Map.Entry<String, Long> e) {
        return PageWords.number(e.getValue()) + " " + e.getKey();
    }

    private double width(long count) {
        return count == 0 ? 0 : Math.max(LEAST, WHOLE * count / all);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

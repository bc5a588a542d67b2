package contactimport.report;

import contactimport.store.PaceTable.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Throughput, as the page shows it: the steps in a table, and a chart of each that took long enough to have a shape. */
record PagePace(String unit, List<Step> steps, List<Chart> charts) {

    /** Of the curve, whatever its chart's size on the screen. */
    private static final double WIDTH = 1000;

    private static final double HEIGHT = 100;
    private static final int FEWEST_POINTS = 3;
    private static final long SHORTEST_MILLIS = 3_000;

    record Step(String name, String lines, String time, String rate) {}

    record Chart(String title, String most, String from, String to, String area, String curve, String words) {}

    /** A step of one launch, from its beginning to the next one's. */
    private record Stretch(int epoch, String phase, List<Mark> marks, Instant end) {

        long done() {
            return Math.max(0, marks.get(marks.size() - 1).done() - marks.get(0).done());
        }

        long millis() {
            return Duration.between(marks.get(0).at(), end).toMillis();
        }
    }

    /**
     * @param unit what is counted: {@code Lines}
     * @param finished the end of the last step, if it is known
     */
    static PagePace of(String unit, List<Mark> marks, @Nullable Instant finished) {
        List<Stretch> stretches = stretches(marks, finished);
        boolean several = stretches.stream().map(Stretch::epoch).distinct().count() > 1;
        List<Step> steps = new ArrayList<>();
        List<Chart> charts = new ArrayList<>();
        for (Stretch s : stretches) {
            String name = s.phase() + (several ? ", launch " + s.epoch() : "");
            long rate = Math.round(s.done() * 1000.0 / Math.max(1, s.millis()));
            boolean counts = s.done() > 0;
            steps.add(new Step(
                    name,
                    counts ? PageWords.number(s.done()) : "",
                    PageWords.time(s.millis()),
                    counts ? PageWords.number(rate) : ""));
            if (counts && s.marks().size() > FEWEST_POINTS && s.millis() >= SHORTEST_MILLIS) {
                charts.add(chart(unit, name, s, rate));
            }
        }
        return new PagePace(unit, steps, charts);
    }

    private static List<Stretch> stretches(List<Mark> marks, @Nullable Instant finished) {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= marks.size(); i++) {
            Mark first = marks.get(from);
            boolean ends = i == marks.size()
                    || marks.get(i).epoch() != first.epoch()
                    || !marks.get(i).phase().equals(first.phase());
            if (ends) {
                List<Mark> of = withoutBeginning(marks.subList(from, i));
                boolean last = i == marks.size() && finished != null && finished.isAfter(first.at());
                Instant end = last ? finished : of.get(of.size() - 1).at();
                stretches.add(new Stretch(first.epoch(), first.phase(), of, end == null ? first.at() : end));
                from = i;
            }
        }
        return stretches;
    }

    /** A merge that goes on begins at 0 before it has looked how far earlier launches came. */
    private static List<Mark> withoutBeginning(List<Mark> marks) {
        boolean goesOn = marks.size() > 1
                && marks.get(0).epoch() > 1
                && marks.get(0).phase().equals("merge")
                && marks.get(0).done() == 0;
        return goesOn ? marks.subList(1, marks.size()) : marks;
    }

    private static Chart chart(String unit, String name, Stretch s, long average) {
        List<double[]> rates = rates(s);
        double most = rates.stream().mapToDouble(p -> p[1]).max().orElse(1);
        StringBuilder curve = new StringBuilder();
        for (double[] p : rates) {
            double y = HEIGHT - (HEIGHT - 2) * p[1] / Math.max(1, most);
            curve.append(curve.length() == 0 ? "M" : "L")
                    .append(decimal(WIDTH * p[0] / Math.max(1, s.millis())))
                    .append(' ')
                    .append(decimal(y));
        }
        String highest = PageWords.number(Math.round(most));
        return new Chart(
                name,
                highest + " " + unit.toLowerCase(Locale.ROOT) + " a second at most, " + PageWords.number(average)
                        + " on average",
                "0 s",
                PageWords.time(s.millis()),
                curve + "L" + decimal(WIDTH) + " " + decimal(HEIGHT) + "L0 " + decimal(HEIGHT) + "Z",
                curve.toString(),
                unit + " a second in step " + name + " over " + PageWords.time(s.millis()) + ": on average "
                        + PageWords.number(average) + ", at most " + highest);
    }

    /** Time since the beginning and lines a second from the point before until then. */
    private static List<double[]> rates(Stretch s) {
        List<double[]> rates = new ArrayList<>();
        Instant began = s.marks().get(0).at();
        for (int i = 1; i < s.marks().size(); i++) {
            Mark before = s.marks().get(i - 1);
            Mark mark = s.marks().get(i);
            double millis = Duration.between(before.at(), mark.at()).toMillis();
            if (millis > 0) {
                double rate = Math.max(0, mark.done() - before.done()) * 1000.0 / millis;
                if (rates.isEmpty()) {
                    rates.add(new double[] {0, rate});
                }
                rates.add(new double[] {Duration.between(began, mark.at()).toMillis(), rate});
            }
        }
        return rates;
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}

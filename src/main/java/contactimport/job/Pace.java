package contactimport.job;

import contactimport.job.Progress.Phase;
import contactimport.store.PaceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far the steps of a launch were, and when: a point a second, and every second one less when they become too many, so
 * that an import of a day has as few as one of an hour. Thread-safe.
 */
final class Pace {

    static final int MOST = 400;
    private static final Duration FIRST_STEP = Duration.ofMillis(500);
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    private final List<Point> points = new ArrayList<>();
    private Duration step = FIRST_STEP;

    /** @param border a step begins or ends here: the point stays */
    private record Point(Phase phase, Instant at, long done, boolean border) {}

    synchronized void mark(Progress progress, Instant now, boolean border) {
        boolean due = border
                || points.isEmpty()
                || Duration.between(points.get(points.size() - 1).at(), now).compareTo(step) >= 0;
        if (due) {
            long done = progress.phase() == Phase.STAGE ? progress.counts().read() : progress.done();
            points.add(new Point(progress.phase(), now, done, border));
        }
        if (points.size() > MOST) {
            thin();
        }
    }

    private void thin() {
        List<Point> kept = new ArrayList<>();
        // One meter may see a great many launches.
        boolean fewBorders = points.stream().filter(Point::border).count() < MOST / 2;
        for (int i = 0; i < points.size(); i++) {
            if ((fewBorders && points.get(i).border()) || i % 2 == 0) {
                kept.add(points.get(i));
            }
        }
        points.clear();
        points.addAll(kept);
        step = step.compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : step;
    }

    synchronized List<PaceTable.Mark> marks(int epoch) {
        return points.stream()
                .map(p -> new PaceTable.Mark(epoch, p.phase().name().toLowerCase(Locale.ROOT), p.at(), p.done()))
                .toList();
    }
}

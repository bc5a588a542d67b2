package contactimport.cli;

import contactimport.job.Progress;
import contactimport.job.Progress.Counts;
import contactimport.job.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Progress as one line: what there is room for, the bar last.
 *
 * <pre>
 * merge   45% [==&gt;  ] 13k/s 0:44 left, 430k written 20k same 12 rejected, 14/32
 * </pre>
 */
final class ProgressLine {

    private static final int SHORTEST_BAR = 6;
    private static final int LONGEST_BAR = 40;

    private ProgressLine() {}

    /** @param columns of the terminal; the last one stays free, where some of them wrap */
    static String of(Progress progress, Instant now, int columns) {
        int room = columns - 1;
        String head = head(progress);
        String tail = tail(progress, now);
        int bar = Math.min(LONGEST_BAR, room - head.length() - tail.length() - 3);
        String line = progress.share().isPresent() && bar >= SHORTEST_BAR
                ? head + bar(progress.share().get(), bar) + " " + tail
                : head + tail;
        return line.length() <= room ? line : line.substring(0, Math.max(0, room));
    }

    /** For a log: all of it, without a bar. */
    static String plain(Progress progress, Instant now) {
        return head(progress) + tail(progress, now);
    }

    private static String head(Progress progress) {
        String name =
                String.format(Locale.ROOT, "%-6s ", progress.phase().name().toLowerCase(Locale.ROOT));
        return progress.share()
                .map(share -> name + String.format(Locale.ROOT, "%3d%% ", (int) Math.floor(share * 100)))
                .orElse(name);
    }

    private static String tail(Progress progress, Instant now) {
        Duration elapsed = Duration.between(progress.began(), now);
        if (progress.phase() == Phase.PLAN || progress.phase() == Phase.REPORT) {
            return clock(elapsed);
        }
        String pace = number(Math.round(progress.rate(now))) + "/s "
                + progress.left(now).map(left -> clock(left) + " left").orElse(clock(elapsed));
        List<String> parts = new ArrayList<>(List.of(pace, counts(progress)));
        if (progress.partitions() > 0) {
            parts.add(progress.partitionsDone() + "/" + progress.partitions());
        }
        return String.join(", ", parts);
    }

    private static String counts(Progress progress) {
        Counts counts = progress.counts();
        String rejected = number(counts.rejected()) + " rejected";
        return progress.phase() == Phase.STAGE
                ? number(counts.read()) + " read " + rejected
                : number(counts.written()) + " written " + number(counts.unchanged()) + " same " + rejected;
    }

    private static String bar(double share, int columns) {
        int inside = columns - 2;
        int done = (int) Math.floor(share * inside);
        String head = done == inside ? "" : ">";
        return "[" + "=".repeat(done) + head + " ".repeat(inside - done - head.length()) + "]";
    }

    /** At most four places and a letter: {@code 999}, {@code 1.2k}, {@code 45k}, {@code 1.2M}. */
    static String number(long count) {
        if (count < 1000) {
            return Long.toString(count);
        }
        return count < 999_950 ? scaled(count / 1000.0, "k") : scaled(count / 1_000_000.0, "M");
    }

    private static String scaled(double number, String unit) {
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f%s" : "%.0f%s", number, unit);
    }

    /** {@code 0:07}, {@code 12:30}, {@code 3:05:00}. */
    private static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.job.Meter;
import contactimport.job.Progress;
import contactimport.job.Progress.Counts;
import contactimport.job.Progress.Phase;
import contactimport.store.RunTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressDisplayTest {

    private static final Instant BEGAN = Instant.parse("2026-11-22T02:00:00Z");

    private final Ticking clock = new Ticking();
    private final Meter meter = new Meter(clock);
    private final StringWriter err = new StringWriter();

    @Test
    void a_line_at_80_columns_has_everything() {
        Progress merging = new Progress(
                Phase.MERGE, BEGAN, 0, 450_000, 1_000_000, new Counts(1_000_000, 430_000, 19_988, 12), 14, 32);
        assertThat(ProgressLine.of(merging, BEGAN.plusSeconds(36), 80))
                .isEqualTo("merge   45% [==>  ] 13k/s 0:44 left, 430k written 20k same 12 rejected, 14/32");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 79, 80, 81, 120, 200})
    void no_line_is_as_wide_as_the_terminal(int columns) {
        Progress worst = new Progress(
                Phase.MERGE,
                BEGAN,
                0,
                999_999_999,
                99_999_999_999L,
                new Counts(99_999_999_999L, 999_999_999, 999_999_999, 999_999_999),
                1000,
                1000);
        assertThat(ProgressLine.of(worst, BEGAN.plusSeconds(99_999), columns)).hasSizeLessThan(columns);
        Progress staging = new Progress(Phase.STAGE, BEGAN, 0, 3, 7, new Counts(999_999, 0, 0, 999_999), 0, 0);
        assertThat(ProgressLine.of(staging, BEGAN.plusSeconds(1), columns)).hasSizeLessThan(columns);
    }

    @Test
    void what_is_not_whole_is_never_100() {
        Progress almost = new Progress(Phase.MERGE, BEGAN, 0, 9_999, 10_000, new Counts(10_000, 9_999, 0, 0), 31, 32);
        assertThat(ProgressLine.of(almost, BEGAN.plusSeconds(1), 120))
                .contains(" 99% ")
                .contains(">]");
        Progress whole = new Progress(Phase.MERGE, BEGAN, 0, 10_000, 10_000, new Counts(10_000, 10_000, 0, 0), 32, 32);
        assertThat(ProgressLine.of(whole, BEGAN.plusSeconds(1), 120))
                .contains("100% ")
                .contains("=]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, 1.0k",
        "9949, 9.9k",
        "9950, 10k",
        "45000, 45k",
        "999949, 1000k",
        "999950, 1.0M",
        "12345678, 12M"
    })
    void numbers_are_short(long count, String text) {
        assertThat(ProgressLine.number(count)).isEqualTo(text);
    }

    @Test
    void every_step_has_a_line_that_changes_in_place_and_stays_as_it_ended() {
        ProgressDisplay display = new ProgressDisplay(meter, clock, new PrintWriter(err), 80);
        display.show();
        assertThat(err.toString()).isEmpty();
        meter.begin(Phase.STAGE);
        meter.staged(500, 1_000, seen(50, 0, 0));
        clock.tick(1);
        display.show();
        meter.staged(1_000, 1_000, seen(100, 0, 0));
        meter.begin(Phase.PLAN);
        clock.tick(1);
        display.show();
        meter.begin(Phase.MERGE);
        meter.merged(seen(100, 40, 100));
        clock.tick(1);
        display.show();
        display.close();
        assertThat(screen(err.toString()))
                .containsExactly(
                        "stage  100% [===========================] 50/s 0:00 left, 100 read 0 rejected",
                        "plan   0:02",
                        "merge   40% [=======>           ] 0/s 0:01, 40 written 0 same 0 rejected, 2/5",
                        "");
    }

    @Test
    void without_a_terminal_a_line_is_said_only_when_something_has_changed() {
        ProgressDisplay display = new ProgressDisplay(meter, clock, new PrintWriter(err), 0);
        meter.begin(Phase.MERGE);
        meter.merged(seen(100, 40, 100));
        clock.tick(5);
        display.show();
        display.show();
        meter.merged(seen(100, 90, 100));
        clock.tick(5);
        display.show();
        display.close();
        assertThat(err.toString().lines())
                .containsExactly(
                        "merge   40% 0/s 0:05, 40 written 0 same 0 rejected, 2/5",
                        "merge   90% 5/s 0:02 left, 90 written 0 same 0 rejected, 2/5");
    }

    @Test
    void the_width_is_what_the_terminal_says_or_80() {
        assertThat(Terminal.width("yes\n24 132\n")).isEqualTo(132);
        assertThat(Terminal.width("yes\n")).isEqualTo(80);
        assertThat(Terminal.width("yes\n0 0\n")).isEqualTo(80);
    }

    private static RunTable.Border seen(long records, long merged, long rows) {
        return new RunTable.Border(false, rows > 0, records, 0, merged, rows, merged, 0, 0, 5, 2);
    }

    /** What a terminal shows in the end: of each line what was written last over its columns. */
    private static List<String> screen(String written) {
        return Arrays.stream(written.split("\n", -1))
                .map(line -> {
                    String[] writings = line.split("\r", -1);
                    assertThat(writings).allMatch(w -> w.length() < 80);
                    return writings[writings.length - 1].stripTrailing();
                })
                .toList();
    }

    private static final class Ticking extends Clock {
        private Instant now = BEGAN;

        void tick(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

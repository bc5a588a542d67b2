package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.job.Progress.Counts;
import contactimport.job.Progress.Phase;
import contactimport.store.PaceTable.Mark;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant BEGAN = Instant.parse("2026-11-22T02:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void there_is_at_most_a_point_every_half_second_beside_the_borders_of_steps() {
        mark(0, 0, true);
        mark(100, 10, false);
        mark(500, 50, false);
        mark(700, 70, true);
        assertThat(pace.marks(3))
                .containsExactly(
                        new Mark(3, "merge", BEGAN, 0),
                        new Mark(3, "merge", BEGAN.plusMillis(500), 50),
                        new Mark(3, "merge", BEGAN.plusMillis(700), 70));
    }

    @Test
    void a_long_import_has_no_more_points_than_a_short_one() {
        mark(0, 0, true);
        for (int i = 1; i < 100_000; i++) {
            mark(i * 500L, i, false);
        }
        mark(50_000_000, 100_000, true);
        List<Mark> marks = pace.marks(1);
        assertThat(marks).hasSizeBetween(Pace.MOST / 4, Pace.MOST + 1);
        assertThat(marks.get(0).done()).isZero();
        assertThat(marks.get(marks.size() - 1).done()).isEqualTo(100_000);
        assertThat(marks).isSortedAccordingTo(java.util.Comparator.comparing(Mark::at));
    }

    @Test
    void one_meter_may_see_any_number_of_launches() {
        for (int i = 0; i < 100_000; i++) {
            mark(i * 1_000L, i, true);
        }
        assertThat(pace.marks(1)).hasSizeLessThanOrEqualTo(Pace.MOST + 1);
    }

    private void mark(long millis, long done, boolean border) {
        Progress progress = new Progress(Phase.MERGE, BEGAN, 0, done, 100_000, new Counts(0, 0, 0, 0), 0, 0);
        pace.mark(progress, BEGAN.plusMillis(millis), border);
    }
}

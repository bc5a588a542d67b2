package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.job.Progress.Phase;
import contactimport.store.RunTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant BEGAN = Instant.parse("2026-11-22T02:00:00Z");

    private final Meter meter = new Meter(Clock.fixed(BEGAN, ZoneOffset.UTC));

    @Test
    void a_file_is_staged_by_its_bytes_and_its_rows_make_the_pace() {
        meter.begin(Phase.STAGE);
        meter.staged(250, 1_000, seen(100, 7, 0, 0));
        Progress now = meter.now().orElseThrow();
        assertThat(now.share()).hasValue(0.25);
        assertThat(now.counts()).isEqualTo(new Progress.Counts(100, 0, 0, 7));
        assertThat(now.rate(BEGAN.plusSeconds(10))).isEqualTo(10);
        assertThat(now.left(BEGAN.plusSeconds(10))).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void a_file_of_which_only_the_header_is_read_foretells_nothing() {
        meter.begin(Phase.STAGE);
        meter.staged(50, 1_000_000, seen(0, 0, 0, 0));
        assertThat(meter.now().orElseThrow().left(BEGAN.plusSeconds(10))).isEmpty();
    }

    @Test
    void a_run_that_goes_on_begins_at_its_own_percentage_and_only_what_is_new_makes_the_pace() {
        meter.begin(Phase.MERGE);
        meter.merged(seen(1_000, 0, 400, 1_000));
        Progress first = meter.now().orElseThrow();
        assertThat(first.share()).hasValue(0.4);
        assertThat(first.left(BEGAN.plusSeconds(1))).isEmpty();
        assertThat(first.rate(BEGAN.plusSeconds(1))).isZero();
        meter.merged(seen(1_000, 0, 700, 1_000));
        Progress then = meter.now().orElseThrow();
        assertThat(then.share()).hasValue(0.7);
        assertThat(then.rate(BEGAN.plusSeconds(30))).isEqualTo(10);
        assertThat(then.left(BEGAN.plusSeconds(30))).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void a_thread_that_looked_earlier_and_tells_later_does_not_turn_it_back() {
        meter.begin(Phase.MERGE);
        meter.merged(seen(1_000, 0, 700, 1_000));
        meter.merged(seen(1_000, 0, 600, 1_000));
        assertThat(meter.now().orElseThrow().done()).isEqualTo(700);
    }

    @Test
    void what_is_written_is_what_was_decided_and_neither_unchanged_nor_rejected() {
        meter.begin(Phase.MERGE);
        meter.merged(new RunTable.Border(false, true, 1_000, 30, 900, 1_000, 890, 500, 20, 32, 14));
        Progress now = meter.now().orElseThrow();
        assertThat(now.counts()).isEqualTo(new Progress.Counts(1_000, 370, 500, 30));
        assertThat(now.partitionsDone()).isEqualTo(14);
    }

    @Test
    void a_step_that_is_through_is_kept_as_it_ended() {
        meter.begin(Phase.STAGE);
        meter.staged(1_000, 1_000, seen(100, 7, 0, 0));
        meter.begin(Phase.PLAN);
        assertThat(meter.past())
                .singleElement()
                .satisfies(p -> assertThat(p.share()).hasValue(1.0));
        assertThat(meter.now().orElseThrow().share()).isEmpty();
    }

    private static RunTable.Border seen(long records, long rejected, long merged, long rows) {
        return new RunTable.Border(false, rows > 0, records, rejected, merged, rows, merged, 0, 0, 0, 0);
    }
}

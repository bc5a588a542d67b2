package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EffortTest {

    private final AtomicLong now = new AtomicLong(-5);

    @Test
    void chunk_after_chunk_no_more_lines_pass_than_the_rate_allows() {
        Effort.Throttle throttle = new Effort(false, 100).throttle(now::get);
        long lines = 0;
        for (int chunk = 1; chunk <= 60; chunk++) {
            lines += chunk;
            now.addAndGet(1_000_000 * throttle.pass(chunk));
        }
        // 1,830 lines at 100 a second.
        assertThat(lines).isEqualTo(1_830);
        assertThat((now.get() + 5) / 1_000_000).isEqualTo(18_300);
    }

    @Test
    void what_the_database_took_is_not_waited_for_again() {
        Effort.Throttle throttle = new Effort(false, 100).throttle(now::get);
        assertThat(throttle.pass(50)).isEqualTo(500);
        now.addAndGet(400_000_000);
        assertThat(throttle.pass(50)).isEqualTo(600);
    }

    @Test
    void time_in_which_nothing_passed_is_not_saved_up() {
        Effort.Throttle throttle = new Effort(false, 100).throttle(now::get);
        now.addAndGet(60_000_000_000L);
        assertThat(throttle.pass(10)).isEqualTo(100);
        assertThat(throttle.pass(10)).isEqualTo(200);
    }

    @Test
    void without_a_limit_nobody_waits() {
        Effort.Throttle throttle = Effort.USUAL.throttle(now::get);
        assertThat(throttle.pass(1_000_000)).isZero();
        assertThat(Effort.USUAL.chunk(2_000)).isEqualTo(2_000);
    }

    @Test
    void a_chunk_is_never_more_than_a_second() {
        assertThat(new Effort(false, 7).chunk(2_000)).isEqualTo(7);
        assertThat(new Effort(false, 7_000).chunk(2_000)).isEqualTo(2_000);
    }

    @Test
    void a_negative_rate_is_misuse() {
        assertThatThrownBy(() -> new Effort(false, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}

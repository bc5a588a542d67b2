package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterruptionTest {

    private final Interruption interruption = new Interruption();

    @Test
    void the_command_is_asked_to_stop_and_waited_for() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        interruption.whenAsked(asked::countDown);
        Thread hook = new Thread(interruption::ask);
        hook.start();
        asked.await();
        assertThat(hook.isAlive()).isTrue();
        interruption.ended();
        hook.join();
    }

    @Test
    void a_command_that_has_ended_is_neither_asked_nor_waited_for() {
        AtomicInteger asked = new AtomicInteger();
        interruption.whenAsked(asked::incrementAndGet);
        interruption.ended();
        interruption.ask();
        assertThat(asked).hasValue(0);
    }

    @Test
    void who_listens_too_late_is_asked_at_once() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        interruption.whenAsked(first::countDown);
        Thread hook = new Thread(interruption::ask);
        hook.start();
        first.await();
        AtomicInteger asked = new AtomicInteger();
        interruption.whenAsked(asked::incrementAndGet);
        assertThat(asked).hasValue(1);
        interruption.ended();
        hook.join();
    }
}

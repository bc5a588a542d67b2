package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AheadTest {

    @Test
    void items_come_in_their_order_and_then_nothing_any_more() {
        Iterator<Integer> numbers = List.of(1, 2, 3).iterator();
        Ahead<Integer> ahead = new Ahead<>(() -> numbers.hasNext() ? numbers.next() : null);
        List<@Nullable Integer> read = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            read.add(ahead.read());
        }
        ahead.close();
        assertThat(read).containsExactly(1, 2, 3, null, null);
    }

    @Test
    void the_next_item_is_made_while_this_one_is_worked_on() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        Ahead<Integer> ahead = new Ahead<>(() -> {
            second.countDown();
            return 1;
        });
        ahead.read();
        // Without anybody asking for it: otherwise this waits for ever.
        second.await();
        ahead.close();
        assertThat(second.getCount()).isZero();
    }

    @Test
    void no_more_than_one_item_is_made_ahead() {
        AtomicInteger made = new AtomicInteger();
        Ahead<Integer> ahead = new Ahead<>(made::incrementAndGet);
        ahead.read();
        ahead.close();
        assertThat(made).hasValue(2);
    }

    @Test
    void what_the_supplier_throws_is_thrown_by_read_in_its_turn() {
        AtomicInteger made = new AtomicInteger();
        IllegalStateException fault = new IllegalStateException("line 2");
        Ahead<Integer> ahead = new Ahead<>(() -> {
            if (made.incrementAndGet() == 2) {
                throw fault;
            }
            return 1;
        });
        assertThat(ahead.read()).isEqualTo(1);
        assertThatThrownBy(ahead::read).isSameAs(fault);
        assertThatThrownBy(ahead::read).isSameAs(fault);
        ahead.close();
        assertThat(made).hasValue(2);
    }

    @Test
    void when_it_is_closed_nobody_reads_on() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        Ahead<Integer> ahead = new Ahead<>(() -> {
            begun.countDown();
            events.add("made");
            return 1;
        });
        ahead.read();
        begun.await();
        ahead.close();
        events.add("closed");
        assertThat(events).containsExactly("made", "made", "closed");
    }

    @Test
    void one_that_was_never_read_is_closed_all_the_same() {
        AtomicInteger made = new AtomicInteger();
        new Ahead<>(made::incrementAndGet).close();
        assertThat(made).hasValue(0);
    }
}

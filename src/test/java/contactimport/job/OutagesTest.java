package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.store.DatabaseFault;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutagesTest {

    private final List<String> told = new ArrayList<>();
    private final Stop stop = new Stop();
    private Instant now = Instant.EPOCH;
    private int launches;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final Outages outages = new Outages(
            new DatabaseWait(Duration.ofMinutes(15), 1_000, millis -> now = now.plusMillis(millis)),
            clock,
            stop,
            told::add);

    @Test
    void an_outage_is_followed_by_another_launch_and_told_once() {
        assertThat(outages.<String>through(failing(3, outage()))).isEqualTo("done");
        assertThat(launches).isEqualTo(4);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("run r-1: ")
                .contains("went away", "08006", "15 minutes");
    }

    @Test
    void pauses_grow_but_never_beyond_a_minute() {
        List<Instant> tries = new ArrayList<>();
        outages.through(() -> {
            tries.add(now);
            if (tries.size() < 15) {
                throw outage();
            }
            return "done";
        });
        for (int i = 1; i < tries.size(); i++) {
            assertThat(Duration.between(tries.get(i - 1), tries.get(i)))
                    .isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
        }
        assertThat(Duration.between(tries.get(13), tries.get(14))).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void the_patience_ends_and_the_message_says_how_to_go_on() {
        assertThatThrownBy(() -> outages.through(failing(Integer.MAX_VALUE, outage())))
                .isInstanceOf(PartWay.class)
                .hasMessageContainingAll("run r-1", "08006", "contact-import rerun r-1");
        assertThat(Duration.between(Instant.EPOCH, now)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
    }

    @Test
    void patience_is_counted_anew_when_the_run_has_come_further() {
        assertThat(outages.isPatient(10)).isTrue();
        now = now.plus(Duration.ofMinutes(14));
        assertThat(outages.isPatient(10)).isTrue();
        assertThat(outages.isPatient(11)).isTrue();
        now = now.plus(Duration.ofMinutes(14));
        assertThat(outages.isPatient(9)).isTrue();
        assertThat(outages.isPatient(-1)).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(outages.isPatient(11)).isFalse();
    }

    @Test
    void whoever_asks_it_to_stop_does_not_have_to_wait_for_the_database() {
        Supplier<String> launch = () -> {
            stop.request();
            throw outage();
        };
        assertThatThrownBy(() -> outages.through(launch)).isInstanceOf(PartWay.class);
        assertThat(now).isEqualTo(Instant.EPOCH);
    }

    @Test
    void what_is_no_outage_ends_the_run_at_once() {
        IllegalStateException other = new IllegalStateException("ours");
        assertThatThrownBy(() -> outages.through(failing(1, other))).isSameAs(other);
        assertThat(told).isEmpty();
    }

    @Test
    void a_run_that_never_began_leaves_nothing_to_go_on_with() {
        RuntimeException away = new DatabaseTrouble(new SQLException("", "57P03"));
        assertThatThrownBy(() -> outages.through(failing(Integer.MAX_VALUE, away)))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("nothing was imported");
    }

    private static Outage outage() {
        return new Outage("r-1", List.of(new DatabaseTrouble(new SQLException("", "08006"))));
    }

    private Supplier<String> failing(int times, RuntimeException failure) {
        return () -> {
            if (launches++ < times) {
                throw failure;
            }
            return "done";
        };
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final Interruption interruption = new Interruption();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void the_command_is_asked_to_stop_once_and_says_itself_how_it_ended() {
        interruption.whenAsked(asked::add);
        assertThat(interruption.ask(130)).isTrue();
        assertThat(interruption.ask(143)).isFalse();
        assertThat(asked).containsExactly(130);
        assertThat(interruption.exitCode(0)).isZero();
    }

    @Test
    void a_command_that_does_not_listen_ends_with_the_code_of_the_signal() {
        interruption.ask(130);
        assertThat(interruption.exitCode(0)).isEqualTo(130);
    }

    @Test
    void a_command_that_nobody_interrupts_ends_with_its_own_exit_code() {
        interruption.whenAsked(asked::add);
        interruption.ended();
        assertThat(asked).isEmpty();
        assertThat(interruption.exitCode(3)).isEqualTo(3);
    }

    @Test
    void a_command_that_has_ended_is_not_asked() {
        interruption.whenAsked(asked::add);
        interruption.ended();
        interruption.ask(143);
        assertThat(asked).isEmpty();
    }

    @Test
    void who_listens_too_late_is_asked_at_once() {
        interruption.ask(143);
        interruption.whenAsked(asked::add);
        assertThat(asked).containsExactly(143);
    }
}

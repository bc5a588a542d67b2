package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.job.Launching;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LaunchOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "--wait=90s, PT90S",
        "--wait=15m, PT15M",
        "--wait=2h, PT2H",
        "--wait=1D, PT24H",
        "--wait=PT1M, PT1M",
        "--wait=1h30m, PT90M",
        "--wait=, PT0S"
    })
    void a_duration_is_waited_for(String option, Duration patience) {
        assertThat(patience(option)).isEqualTo(patience);
    }

    @Test
    void without_a_duration_it_is_as_long_as_it_takes_and_without_the_option_not_at_all() {
        assertThat(patience("--wait")).isEqualTo(Launching.FOR_EVER);
        assertThat(patience("--wait=for-ever")).isEqualTo(Launching.FOR_EVER);
        assertThat(patience("--wait", "--allow-publication")).isEqualTo(Launching.FOR_EVER);
        assertThat(patience()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wait=soon", "--wait=15", "--wait=-1m", "--wait=1d2h"})
    void anything_else_is_none(String option) {
        assertThatThrownBy(() -> patience(option))
                .isInstanceOf(UsageFault.class)
                .hasMessageContaining("such as 90s");
    }

    private static Duration patience(String... arguments) {
        return CommandLine.populateCommand(new LaunchOptions(), arguments)
                .launching(false, false)
                .patience();
    }
}

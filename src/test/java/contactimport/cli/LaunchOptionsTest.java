package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.job.Launching;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
    @CsvSource({"15m, PT15M", "1h30m, PT90M", "PT1M, PT1M"})
    void a_duration_may_follow_and_a_file_is_none(String text, Duration patience) {
        Import command = new Import();
        CommandLine line = new CommandLine(command);
        line.parseArgs("--wait", text, "15m.csv", "b.csv");
        assertThat(command.launch.launching(false, false).patience()).isEqualTo(patience);
        assertThat(command.files).containsExactly("15m.csv", "b.csv");
        line.parseArgs("--wait", "15m.csv", "b.csv");
        assertThat(command.launch.launching(false, false).patience()).isEqualTo(Launching.FOR_EVER);
        assertThat(command.files).containsExactly("15m.csv", "b.csv");
    }

    @Test
    void what_is_no_duration_in_a_property_is_a_mistake_too() {
        Import command = new Import();
        CommandLine line = new CommandLine(command);
        line.setDefaultValueProvider(arg -> arg.isOption() ? "soon" : null);
        assertThatThrownBy(() -> {
                    line.parseArgs("a.csv");
                    command.launch.launching(false, false);
                })
                .hasMessageContaining("soon");
    }

    @Command(name = "import")
    private static final class Import {
        @Mixin
        private LaunchOptions launch;

        @Parameters
        private List<String> files;
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

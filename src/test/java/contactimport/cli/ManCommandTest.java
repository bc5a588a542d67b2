package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManCommandTest {

    @TempDir
    Path dir;

    private String page() {
        var result = new CliFixture(dir).run("man");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @Test
    void it_has_every_command_and_every_option() {
        String page = page();
        Options.commands().forEach((name, command) -> {
            assertThat(page).contains("\n.SS contact-import " + ManPage.text(name));
            command.getCommandSpec()
                    .options()
                    .forEach(o -> assertThat(page)
                            .contains(ManPage.text(o.longestName().replaceFirst("^--(no-)?", ""))));
        });
        assertThat(page.chars()).allMatch(c -> c < 128);
    }

    @Test
    void text_never_looks_like_roff() {
        assertThat(ManPage.text(".gz")).isEqualTo("\\&.gz");
        assertThat(ManPage.text("'x' \\n --no-trim …")).isEqualTo("\\(aqx\\(aq \\en \\-\\-no\\-trim \\[u2026]");
    }

    @Test
    void groff_has_nothing_to_complain_of() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "there is no groff here");
        Path file = Files.writeString(dir.resolve("contact-import.1"), page());
        Process groff = new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-z", file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(groff.getInputStream().readAllBytes())).isEmpty();
        assertThat(groff.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(groff.exitValue()).isZero();
    }
}

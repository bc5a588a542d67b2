package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code config/java.options}, whose unknown options a JVM passes over in silence: a slip of the pen would never be noticed. */
class JavaOptionsTest {

    @Test
    void every_option_is_one_that_java_knows() throws Exception {
        assumeTrue(System.getProperty("java.vm.name").contains("Server VM"), "another JVM need not have them");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@config/java.options",
                        "-XX:-IgnoreUnrecognizedVMOptions",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes());

        assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).doesNotContain("Unrecognized", "warning");
        assertThat(java.exitValue()).as(said).isZero();
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineNumbersTest {

    @Test
    void numbers_and_ranges(@TempDir Path dir) throws Exception {
        assertThat(LineNumbers.of("3,7-9")).containsExactlyInAnyOrder(3L, 7L, 8L, 9L);
        Path file = Files.writeString(dir.resolve("lines.txt"), "3\n5, 6\n\n10-11\n");
        assertThat(LineNumbers.of(file.toString())).containsExactlyInAnyOrder(3L, 5L, 6L, 10L, 11L);
        assertThat(LineNumbers.of(null)).isEmpty();
        assertThatThrownBy(() -> LineNumbers.of("three")).isInstanceOf(UsageFault.class);
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgPassTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h:5432:d:u:pw | pw",
                "*:*:*:*:pw | pw",
                "*:*:*:u:a\\:b | a:b",
                "h:5432:d:u:a:b | a:b",
                "h:5432:d:u:back\\\\slash | back\\slash",
                "\\*:*:*:*:pw | ",
                "other:5432:d:u:pw | ",
                "h:5433:d:u:pw | ",
                "h:5432:e:u:pw | ",
                "h:5432:d:v:pw | ",
                "#h:5432:d:u:pw | ",
                "h:5432:d:u | ",
            })
    void a_line_fits_or_not(String line, String password) {
        assertThat(new PgPass(List.of(line)).password("h", "5432", "d", "u").orElse(null))
                .isEqualTo(password);
    }

    @Test
    void the_first_line_that_fits_counts() {
        PgPass lines = new PgPass(List.of("# ours", "", "other:*:*:*:no", "h:*:*:*:first", "*:*:*:*:second"));
        assertThat(lines.password("h", "5432", "d", "u")).contains("first");
        assertThat(lines.toString()).doesNotContain("first");
    }

    @Test
    void a_file_that_others_may_read_is_not_used(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("pgpass"), "*:*:*:*:pw\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(PgPass.of(file).password("h", "5432", "d", "u")).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(PgPass.of(file).password("h", "5432", "d", "u")).contains("pw");
        assertThat(PgPass.of(directory.resolve("missing")).password("h", "5432", "d", "u"))
                .isEmpty();
    }
}

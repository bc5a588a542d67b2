package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options, a database and a report directory that cannot be used. */
class BadSettingsIT extends BadInput {

    @Test
    void a_wrong_password() throws Exception {
        Path file = file("a.csv", HEADER + GOOD);
        try (RefusingServer server = new RefusingServer()) {
            Result result = cli().with("SPRING_DATASOURCE_URL", server.url())
                    .with("SPRING_DATASOURCE_USERNAME", "ada")
                    .with("SPRING_DATASOURCE_PASSWORD", "not-this-one")
                    .run("import", "--quiet", file.toString());
            oneLine(result);
            assertThat(result.err()).contains("shop on 127.0.0.1:", "password").doesNotContain("not-this-one");
        }
    }

    @Test
    void a_database_that_is_down() throws Exception {
        Path file = file("a.csv", HEADER + GOOD);
        Result result = cli().with("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/shop")
                .run("import", "--quiet", file.toString());
        oneLine(result);
        assertThat(result.err()).contains("the database shop on localhost:1 cannot be reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode|replace|update or upsert",
                "--match|nickname|expected source-id, identifier, email, phone or custom_attributes.KEY",
                "--on-conflict|win|reject or drop or merge",
                "--identifier|store|assign or verify-only",
                "--hmac|never|inbox or require or skip",
                "--accept|everything|expected rejects",
                "--accept|rejects=-1|expected a number",
                "--accept|rejects=101%|expected a number",
                "--format|xml|csv or jsonl",
                "--chunk|0|at least 1",
                "--threads|0|at least 1",
                "--max-record-bytes|0|at least 1",
                "--max-record-bytes|2000000000|at most 268435456",
            })
    void an_option_with_a_value_that_it_does_not_know(String option, String value, String expected) throws Exception {
        Result result = imported(file("a.csv", HEADER + GOOD), option, value);
        oneLine(result);
        assertThat(result.err()).startsWith("contact-import: " + option + ":").contains(expected);
        nothingWritten();
    }

    @Test
    void a_report_directory_that_is_a_file() throws Exception {
        Path reports = file("reports", "");
        Result result = imported(file("a.csv", HEADER + GOOD));
        oneLine(result);
        assertThat(result.err()).contains(reports + " is not a directory", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_report_directory_that_takes_no_writes() throws Exception {
        assumeTrue(SmallDisk.possible(dir), "no namespaces here");
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Result result = onDisk(new SmallDisk(reports, "ro"), "--quiet");
        oneLine(result);
        assertThat(result.err()).contains(reports.toString(), "read-only file system", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_report_directory_without_permission() throws Exception {
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Files.setPosixFilePermissions(reports, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(reports), "root may write everywhere");
        Result result = imported(file("a.csv", HEADER + GOOD));
        oneLine(result);
        assertThat(result.err()).contains("permission denied", "nothing was imported");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_disk_that_is_full_when_the_report_is_written(@PostgresExtension.Fresh TestDatabase fresh) throws Exception {
        assumeTrue(SmallDisk.possible(dir), "no namespaces here");
        database = fresh.withPeople();
        Path reports = Files.createDirectory(dir.resolve("reports"));
        Result result = onDisk(new SmallDisk(reports, "size=16k"), "--quiet");
        assertThat(result.err()).hasLineCount(1).contains(reports.toString(), "no space left on device", "report ");
        assertThat(result.exit()).isEqualTo(5);
        assertThat(database.value("select count(*) from contacts where name like 'Bruno the %'"))
                .isEqualTo(1L);
        assertThat(database.value("select status from contact_import.run")).isEqualTo("completed");
        Result again = cli().with(database.target()).run("report", "last", "--report-dir", dir.resolve("more") + "");
        assertThat(again.exit()).as(again.err()).isZero();
    }

    /** As many changes of one contact as make a report of some hundred kilobytes. */
    private Result onDisk(SmallDisk disk, String... options) throws Exception {
        StringBuilder lines = new StringBuilder(HEADER);
        for (int i = 0; i < 300; i++) {
            lines.append("demo-lantern-crm,demo-crm-bruno,Bruno the ").append(i).append('\n');
        }
        Path file = file("a.csv", lines.toString());
        String[] command = {"import", "--report-dir", disk.directory().toString(), file.toString()};
        return disk.run(
                Map.of(
                        "SPRING_DATASOURCE_URL", database.target().url(),
                        "SPRING_DATASOURCE_USERNAME", database.target().user(),
                        "SPRING_CONFIG_LOCATION", "optional:" + dir.toUri()),
                dir.resolve("log"),
                Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray(String[]::new));
    }
}

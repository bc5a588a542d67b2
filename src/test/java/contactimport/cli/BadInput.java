package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gives us that cannot be used: one line that names it, the right exit code, never a stack trace. */
@ExtendWith(PostgresExtension.class)
abstract class BadInput {

    static final String HEADER = "inbox_identifier,contact_identifier,name\n";

    static final String GOOD = "demo-lantern-crm,demo-crm-bruno,Bruno T.\n";

    @TempDir
    Path dir;

    TestDatabase database;

    Object before;

    @BeforeAll
    static void people(TestDatabase database) {
        database.withPeople();
    }

    @BeforeEach
    void remember(TestDatabase database) {
        this.database = database;
        before = state();
    }

    CliFixture cli() {
        return new CliFixture(dir);
    }

    Result imported(Path file, String... options) {
        String[] command = {
            "import", "--quiet", "--report-dir", dir.resolve("reports").toString(), file.toString()
        };
        return cli().with(database.target())
                .run(Stream.concat(Arrays.stream(command), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    static void oneLine(Result result) {
        assertThat(result.err()).startsWith("contact-import: ").hasLineCount(1).doesNotContain("Exception");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    void nothingWritten() {
        assertThat(state()).isEqualTo(before);
        assertThat(dir.resolve("reports")).doesNotExist();
    }

    Object state() {
        return database.sql("select (select count(*) from contact_import.run) as runs,"
                + " (select md5(string_agg(c::text, '|' order by id)) from contacts c) as contacts");
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(dir.resolve(name), content);
    }
}

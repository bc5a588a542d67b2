package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that failed part way, by the command line, and files that come after it. */
@ExtendWith(PostgresExtension.class)
abstract class UnfinishedRun {

    static final String OLD = """
            inbox_identifier,contact_identifier,name
            demo-lantern-crm,demo-crm-amina,Old Amina
            demo-lantern-crm,demo-crm-bruno,Old Bruno
            demo-lantern-crm,demo-crm-greta,Old Greta
            """;

    static final String NEW = OLD.replace("Old ", "New ");

    @TempDir
    Path dir;

    TestDatabase db;

    CliFixture cli;

    Path old;

    @BeforeEach
    void people(@Fresh TestDatabase fresh) throws IOException {
        db = fresh.withPeople();
        db.newIdsBehind(1000);
        cli = new CliFixture(dir).with(db.target());
        old = file("old.csv", OLD);
    }

    /** Greta's line fails for a reason that is no line's fault. */
    String failed() {
        db.refuse("update on contacts", "when (new.id = 9)");
        var result = run("import", old);
        assertThat(result.exit()).as(result.err()).isEqualTo(5);
        db.refuseNoMore();
        return (String) db.value("select id from contact_import.run order by no desc limit 1");
    }

    List<Object> names() {
        List<Object> names = new ArrayList<>();
        db.sql("select name from contacts where id in (1, 2, 9) order by id")
                .forEach(row -> names.add(row.get("name")));
        return names;
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    CliFixture.Result run(String command, Object... arguments) {
        List<String> all = new ArrayList<>(
                List.of(command, "--report-dir", dir.resolve("reports").toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return cli.run(all.toArray(String[]::new));
    }
}

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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run with rejects, its reject file as somebody corrects it, and what the import of that says. */
@ExtendWith(PostgresExtension.class)
abstract class Corrections {

    static final String HEADER = "inbox_identifier,contact_identifier,identifier,email,phone_number,name\n";

    /** Bruno's first line is rejected, his second is applied; nothing is newer than Amina's line and Greta's. */
    static final String FILE = HEADER + """
            demo-lantern-crm,demo-crm-amina,,amina at home,,  Amina R.
            demo-lantern-crm,demo-crm-bruno,,bruno at home,,Older Bruno
            demo-lantern-crm,demo-crm-bruno,,,,Newer Bruno
            demo-lantern-crm,demo-crm-greta,,greta at home,,Greta L.
            """;

    @TempDir
    Path dir;

    TestDatabase db;

    CliFixture cli;

    @BeforeEach
    void people(@Fresh TestDatabase fresh) {
        db = fresh.withPeople();
        cli = new CliFixture(dir).with(db.target());
    }

    /** Imports a file that has rejects, and says the run's id. */
    String rejected(Object... arguments) {
        var result = run("import", arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        return lastRun();
    }

    Path corrected(String run, String wrong, String right) throws IOException {
        String text = Files.readString(rejectsOf(run));
        String reasons = text.replaceAll("(?m)(" + run + ",\\d+,)[^\n]*$", "$1,");
        return file("corrected.csv", reasons.replace(wrong, right));
    }

    Path rejectsOf(String run) {
        return reports(run).resolve("rejected.csv");
    }

    Path reports(String run) {
        return dir.resolve("reports").resolve(run);
    }

    String lastRun() {
        return (String) db.value("select id from contact_import.run order by no desc limit 1");
    }

    List<Map<String, Object>> rejects(String run) {
        return db.sql(
                "select l.line, l.codes, l.reason from contact_import.ledger l join contact_import.run r on r.no = l.run_no"
                        + " where r.id = ? and l.outcome = 'rejected' order by l.ordinal",
                run);
    }

    List<Object> contacts() {
        List<Object> contacts = new ArrayList<>();
        db.sql("select id || ' ' || name || ' ' || email as contact from contacts where id in (1, 2, 9) order by id")
                .forEach(row -> contacts.add(row.get("contact")));
        return contacts;
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    /** What show prints, without its line breaks. */
    String shown(String run) {
        return run("show", run).out().replaceAll("\\s+", " ");
    }

    CliFixture.Result run(String command, Object... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        if (!command.equals("show")) {
            all.addAll(List.of("--report-dir", dir.resolve("reports").toString()));
        }
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return cli.run(all.toArray(String[]::new));
    }
}

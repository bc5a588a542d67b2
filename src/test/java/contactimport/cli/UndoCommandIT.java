package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(PostgresExtension.class)
class UndoCommandIT {

    @TempDir
    Path home;

    private CliFixture cli(TestDatabase db) throws IOException {
        db.withPeople();
        db.sql("insert into contacts (id, account_id, name, email, created_at, updated_at)"
                + " values (2001, 1, 'Ada', 'ada@undo.example', '2026-01-01', '2026-01-01')");
        db.sql("insert into contact_inboxes (contact_id, inbox_id, source_id, created_at, updated_at)"
                + " values (2001, 2, 'undo-1', '2026-01-01', '2026-01-01')");
        CliFixture cli = new CliFixture(home).with(db.target());
        Path file = Files.writeString(
                home.resolve("feed.csv"),
                "inbox_identifier,contact_identifier,name,email,custom_attributes.plan\n"
                        + "demo-lantern-crm,undo-1,Ada L.,ada@new.example,gold\n");
        assertThat(cli.run(
                                "import",
                                file.toString(),
                                "--report-dir",
                                home.resolve("r").toString())
                        .exit())
                .isZero();
        return cli;
    }

    private CliFixture.Result undo(CliFixture cli, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"undo", "last", "--report-dir", home.resolve("r").toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return cli.run(arguments);
    }

    @Test
    void the_database_is_named_before_anything_is_done(@Fresh TestDatabase db) throws IOException {
        assertThat(undo(cli(db)).err()).startsWith("Database: " + db.target().name() + "\n");
    }

    @Test
    void check_says_what_undo_then_does(@Fresh TestDatabase db) throws IOException {
        CliFixture cli = cli(db);
        var check = undo(cli, "--check");
        assertThat(check.err()).containsPattern("updated +1\n").contains("Nothing was changed");
        assertThat(check.exit()).isZero();
        assertThat(check.err()).contains(": checked in ");
        assertThat(newestPage())
                .content()
                .contains("Undo check report", "This was a check: no contact was changed.", "1 would be put back")
                .contains("Records that would be put back", "give the same command without --check")
                .doesNotContain("take this undo back");
        assertThat(db.value("select name from contacts where id = 2001")).isEqualTo("Ada L.");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(1L);

        var undo = undo(cli, "--json");
        assertThat(undo.exit()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(undo.out());
        assertThat(summary.get("updated").asInt()).isEqualTo(1);
        assertThat(summary.get("settings").get("undoes").asString()).isNotEmpty();
        assertThat(summary.has("reading")).as("it reads no file").isFalse();
        assertThat(undo.err()).contains("undo of ").doesNotContain("read as ", "UTF-8");
        Path page = home.resolve("r").resolve(summary.get("run_id").asString()).resolve("report.html");
        assertThat(page)
                .content()
                .doesNotContain("read as ", "SHA-256</dt>")
                .contains("<h2 id=\"pace-title\">Throughput</h2>", ">Entries a second</th>")
                .containsPattern("<th scope=\"row\">stage</th><td class=\"number\">1</td>")
                .containsPattern("<th scope=\"row\">merge</th><td class=\"number\">1</td>");
        assertThat(db.value("select name || ' ' || email || ' ' || custom_attributes from contacts where id = 2001"))
                .isEqualTo("Ada ada@undo.example {}");
    }

    /** Runs of one second are told apart by chance, so not by their names. */
    private Path newestPage() throws IOException {
        List<Path> pages;
        try (var runs = Files.list(home.resolve("r"))) {
            pages = new ArrayList<>(runs.map(run -> run.resolve("report.html")).toList());
        }
        Map<Path, FileTime> written = new HashMap<>();
        for (Path page : pages) {
            written.put(page, Files.getLastModifiedTime(page));
        }
        return Collections.max(pages, Comparator.comparing(page -> Objects.requireNonNull(written.get(page))));
    }

    @Test
    void what_is_kept_is_exit_3_and_in_a_file(@Fresh TestDatabase db) throws IOException {
        CliFixture cli = cli(db);
        db.sql("update contacts set name = 'By hand' where id = 2001");
        var undo = undo(cli, "--only", "name");
        assertThat(undo.exit()).isEqualTo(3);
        assertThat(undo.err())
                .contains("UNDO_CHANGED_SINCE")
                .contains("kept.jsonl", "completed, with something kept")
                .doesNotContain("correct");
        assertThat(db.value("select email from contacts where id = 2001")).isEqualTo("ada@new.example");
    }

    @Test
    void misuse_is_exit_2(@Fresh TestDatabase db) throws IOException {
        CliFixture cli = cli(db);
        assertThat(undo(cli, "--only", "nickname").exit()).isEqualTo(2);
        assertThat(undo(cli, "--lines", "no-such-file").exit()).isEqualTo(2);
        assertThat(cli.run("undo", "20200101T000000Z-0000").err()).contains("there is no run 20200101T000000Z-0000");
        assertThat(cli.run("history").exit()).isEqualTo(2);
        assertThat(db.value("select name from contacts where id = 2001")).isEqualTo("Ada L.");
    }

    @Test
    void history_shows_every_line_and_the_command_that_undoes_it(@Fresh TestDatabase db) throws IOException {
        CliFixture cli = cli(db);
        String run = (String) db.value("select id from contact_import.run");
        for (String[] who : new String[][] {
            {"2001"},
            {"--email", "ADA@undo.example"},
            {"--email", "ada@new.example"},
            {"999", "--email", "ada@new.example"}
        }) {
            String[] arguments = new String[who.length + 1];
            arguments[0] = "history";
            System.arraycopy(who, 0, arguments, 1, who.length);
            assertThat(cli.run(arguments).out())
                    .contains("run " + run + "  " + home.resolve("feed.csv") + " line 2  contact 2001: updated\n")
                    .contains("    name: \"Ada\" -> \"Ada L.\"\n")
                    .contains("    custom_attributes.plan: (absent) -> \"gold\"\n")
                    .contains("undo: contact-import undo " + run + " --contact 2001 --lines 2\n");
        }
        db.sql("update contacts set phone_number = '+4930123456' where id = 2001");
        Path renaming = Files.writeString(
                home.resolve("renaming.csv"),
                "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,undo-1,Ada Lovelace\n");
        assertThat(cli.run("import", renaming.toString(), "--report-dir", home.resolve("r") + "")
                        .exit())
                .isZero();
        db.sql("update contacts set email = 'by@hand.example', phone_number = null where id = 2001");
        for (String[] who : new String[][] {{"--email", "Ada@new.example"}, {"--phone", "+4930123456"}}) {
            assertThat(cli.run("history", who[0], who[1]).out())
                    .as("held while a run touched something else")
                    .contains("    name: \"Ada L.\" -> \"Ada Lovelace\"\n");
        }
        assertThat(cli.run("undo", run, "--report-dir", home.resolve("r") + "", "--contact", "2001", "--lines", "2")
                        .exit())
                .isEqualTo(3);
        JsonNode history = JsonMapper.shared()
                .readTree(cli.run("history", "2001", "--json").out());
        assertThat(history.get("entries").size()).isEqualTo(3);
        assertThat(history.get("entries").get(2).get("undoes").asString()).isEqualTo(run);
        assertThat(cli.run("history", "--phone", "+999").err()).contains("No run");
    }
}

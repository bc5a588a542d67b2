package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that failed part way, and what can be done next: by the command line, with the messages and exit codes. */
@ExtendWith(PostgresExtension.class)
class LifecycleIT {

    private static final String OLD = """
            inbox_identifier,contact_identifier,name
            demo-lantern-crm,demo-crm-amina,Old Amina
            demo-lantern-crm,demo-crm-bruno,Old Bruno
            demo-lantern-crm,demo-crm-greta,Old Greta
            """;
    private static final String NEW = OLD.replace("Old ", "New ");

    @TempDir
    Path dir;

    private TestDatabase db;
    private CliFixture cli;
    private Path old;

    @BeforeEach
    void people(@Fresh TestDatabase fresh) throws IOException {
        db = fresh.withPeople();
        db.sql("select setval(pg_get_serial_sequence('contacts', 'id'), 1000),"
                + " setval(pg_get_serial_sequence('contact_inboxes', 'id'), 1000)");
        cli = new CliFixture(dir).with(db.target());
        old = file("old.csv", OLD);
    }

    /** Greta's line fails for a reason that is no line's fault. */
    private String failed() {
        db.sql("create or replace function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        db.sql("create trigger refuse before update on contacts for each row when (new.id = 9)"
                + " execute function public.refuse()");
        var result = run("import", old);
        assertThat(result.exit()).as(result.err()).isEqualTo(5);
        db.sql("drop trigger refuse on contacts");
        return (String) db.value("select id from contact_import.run order by no desc limit 1");
    }

    @Test
    void a_failed_run_says_that_it_can_go_on_and_rerun_does_so_without_the_file() throws Exception {
        String run = failed();
        assertThat(db.value("select summary ->> 'resumable' from contact_import.run"))
                .isEqualTo("true");
        assertThat(run("report", run).exit()).isZero();
        assertThat(dir.resolve("reports").resolve(run).resolve("summary.json"))
                .content()
                .as("written again")
                .contains("\"resumable\":true");
        assertThat(dir.resolve("reports").resolve(run).resolve("report.html"))
                .content()
                .contains("(SQLSTATE 42501).</p>", "Go on exactly where this run stopped:");
        Files.delete(old);
        var result = run("rerun", run);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("resuming run " + run + " at line 4");
        assertThat(names()).containsExactly("Old Amina", "Old Bruno", "Old Greta");
        assertThat(db.sql("select status, epoch, summary ->> 'updated' as updated from contact_import.run"))
                .containsExactly(Map.of("status", "completed", "epoch", 2, "updated", "3"));
        var nothing = run("resume", "last");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).contains(run).contains("nothing is left to do");
        assertThat(run("rerun", "20200101T000000Z-0000").err()).contains("there is no run 20200101T000000Z-0000");
    }

    @Test
    void the_same_file_under_another_name_resumes_it_and_other_threads_and_chunks_do_not_matter() throws Exception {
        String run = failed();
        var result = run("import", "--threads", "1", "--chunk", "1", file("renamed.csv", OLD));
        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("resuming run " + run);
        var again = run("import", old);
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("imported before, by run " + run);
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(2L);
    }

    @Test
    void other_settings_are_another_run_and_an_unfinished_one_is_in_its_way() {
        String run = failed();
        var result = run("import", "--no-trim", old);
        assertThat(result.exit()).isEqualTo(6);
        assertThat(result.err()).contains(run);
    }

    @Test
    void an_unfinished_run_blocks_every_other_file_for_its_account_and_names_the_ways_out() throws Exception {
        String run = failed();
        for (String account : List.of("1", "")) {
            var result = account.isEmpty()
                    ? run("import", file("new.csv", NEW))
                    : run("import", "--account", account, file("new.csv", NEW));
            assertThat(result.exit()).isEqualTo(6);
            assertThat(result.err())
                    .contains("run " + run)
                    .contains("old.csv")
                    .contains("rerun " + run)
                    .contains("abandon " + run)
                    .contains("--supersede");
        }
        assertThat(names()).containsExactly("Old Amina", "Old Bruno", "Greta Lind");
        assertThat(db.value("select count(*) from contact_import.run"))
                .as("who was turned away leaves no run behind")
                .isEqualTo(1L);
        var elsewhere = run(
                "import",
                file("other.csv", "inbox_identifier,contact_identifier,name\ndemo-harbour-shop,demo-shop-hana,H\n"));
        assertThat(elsewhere.exit()).as("another account").isZero();
    }

    @Test
    void supersede_closes_it_and_it_is_never_resumed() throws Exception {
        String run = failed();
        var result = run("import", "--supersede", file("new.csv", NEW));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("closing run " + run);
        assertThat(names()).containsExactly("New Amina", "New Bruno", "New Greta");
        assertThat(db.value("select status from contact_import.run where id = ?", run))
                .isEqualTo("abandoned");
        assertThat(run("rerun", run).err()).contains("was closed");
        assertThat(Files.readString(dir.resolve("reports").resolve(run).resolve("failed.csv")))
                .contains("Old Greta");
        assertThat(run("report", run).exit()).isZero();
        assertThat(run("import", old).err()).doesNotContain("resuming");
    }

    @Test
    void abandon_closes_it_and_other_files_can_be_imported() throws Exception {
        String run = failed();
        var result = run("abandon", run);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("abandoned");
        assertThat(
                        db.sql(
                                "select status, (select count(*) from contact_import.staged_row) as staged,"
                                        + " summary ->> 'failed' as failed, summary ->> 'resumable' as resumable from contact_import.run"))
                .containsExactly(Map.of("status", "abandoned", "staged", 0L, "failed", "1", "resumable", "false"));
        assertThat(run("abandon", run).exit()).isEqualTo(2);
        assertThat(run("import", file("new.csv", NEW)).exit()).isZero();
    }

    @Test
    void an_abandoned_run_gives_its_lines_back_as_its_file_had_them() throws Exception {
        Charset windows = Charset.forName("windows-1252");
        Files.writeString(old, OLD.replace(',', ';').replace("Greta", "Gr\u00ebta"), windows);
        String run = failed();
        assertThat(run("abandon", run).exit()).isZero();
        assertThat(Files.readAllLines(dir.resolve("reports").resolve(run).resolve("failed.csv"), windows))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("inbox_identifier;contact_identifier;name;_import_run;");
        assertThat(Files.readString(dir.resolve("reports").resolve(run).resolve("failed.csv"), windows))
                .contains("demo-lantern-crm;demo-crm-greta;Old Gr\u00ebta;" + run + ";4;");
    }

    @Test
    void what_a_later_run_has_overtaken_goes_on_only_where_that_has_not_been() throws Exception {
        String run = failed();
        db.sql("update contact_import.run set accounts = '{}'");
        String shorter = NEW.replaceFirst("(?m)^.*Amina\n", "").replaceFirst("(?m)^.*Bruno\n", "");
        assertThat(run("import", file("new.csv", shorter)).exit()).isZero();
        String later = (String) db.value("select id from contact_import.run order by no desc limit 1");
        db.sql("update contact_import.run set accounts = '{1}' where id = ?", run);
        for (var refused : List.of(run("rerun", run), run("import", old))) {
            assertThat(refused.exit()).isEqualTo(6);
            assertThat(refused.err()).contains(later).contains("--newer-wins");
        }
        var result = run("rerun", "--newer-wins", run);
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(names()).containsExactly("Old Amina", "Old Bruno", "New Greta");
        assertThat(db.sql("select line, codes, reason from contact_import.ledger where outcome = 'rejected'"))
                .containsExactly(Map.of(
                        "line", 4L, "codes", "SUPERSEDED", "reason", "run " + later + " has changed contact 9 since"));
    }

    @Test
    void a_stage_that_did_not_finish_needs_the_file_and_only_that_file() throws Exception {
        db.sql("create or replace function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        db.sql("create trigger refuse before update on contact_import.run for each row when (new.records > old.records)"
                + " execute function public.refuse()");
        assertThat(run("import", old).exit()).isEqualTo(5);
        db.sql("drop trigger refuse on contact_import.run");
        Files.writeString(old, NEW);
        var changed = run("rerun", "last");
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.err()).contains("is not that file any more").contains("abandon");
        Files.writeString(old, OLD);
        var result = run("rerun", "last");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("at line 1");
        assertThat(names()).containsExactly("Old Amina", "Old Bruno", "Old Greta");
    }

    @Test
    void a_rerun_has_the_settings_of_its_run() {
        db.sql("create table public.cards (id bigint primary key, contact_id bigint)");
        db.sql("create or replace function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        db.sql("create trigger refuse before update on contacts for each row execute function public.refuse()");
        assertThat(run(
                                "import",
                                "--like-api",
                                "--mode",
                                "upsert",
                                "--match",
                                "source-id,custom_attributes.tier",
                                "--hmac",
                                "skip",
                                "--inbox",
                                "demo-lantern-crm",
                                "--account",
                                "1",
                                "--reference",
                                "cards.contact_id=ignore",
                                "--max-record-bytes",
                                "5000",
                                old)
                        .exit())
                .isEqualTo(5);
        db.sql("drop trigger refuse on contacts");
        Object before = db.value("select settings from contact_import.run").toString();
        assertThat(run("rerun", "last").exit()).isZero();
        assertThat(db.value("select settings from contact_import.run").toString())
                .isEqualTo(before);
        assertThat(before.toString())
                .contains("\"mode\": \"upsert\"")
                .contains("custom_attributes.tier")
                .contains("\"trim\": false")
                .contains("\"max_record_bytes\": 5000")
                .contains("\"cards.contact_id\": \"ignore\"");
    }

    @Test
    void what_comes_through_stdin_is_kept_until_its_run_is_done() throws Exception {
        Path home = dir.resolve("home");
        db.sql("create or replace function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        db.sql("create trigger refuse before update on contact_import.run for each row when (new.records > old.records)"
                + " execute function public.refuse()");
        assertThat(cli.input(OLD)
                        .run("import", "--home", home.toString(), "--report-dir", dir.toString(), "-")
                        .exit())
                .isEqualTo(5);
        assertThat(kept(home)).singleElement().satisfies(file -> {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(file).hasContent(OLD);
        });
        db.sql("drop trigger refuse on contact_import.run");
        var result = run("rerun", "last");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(names()).containsExactly("Old Amina", "Old Bruno", "Old Greta");
        assertThat(db.value("select file_name from contact_import.run")).isEqualTo("-");
        assertThat(kept(home)).isEmpty();
        assertThat(cli.input("nothing")
                        .run("import", "--home", home.toString(), "--report-dir", dir.toString(), "-")
                        .exit())
                .isEqualTo(2);
        assertThat(kept(home)).isEmpty();
    }

    @Test
    void a_run_whose_report_could_not_be_written_has_ended_and_is_in_nobodys_way() throws Exception {
        String run = failed();
        Path updated = dir.resolve("reports").resolve(run).resolve("updated.jsonl");
        Files.delete(updated);
        Files.createDirectories(updated.resolve("in-the-way"));
        var result = run("rerun", run);
        assertThat(result.exit()).as(result.err()).isEqualTo(5);
        assertThat(result.err()).contains("the report cannot be written", "report " + run);
        assertThat(db.sql("select status, summary ->> 'updated' as updated from contact_import.run"))
                .containsExactly(Map.of("status", "completed", "updated", "3"));
        assertThat(run("import", file("new.csv", NEW)).exit()).isZero();
        Files.delete(updated.resolve("in-the-way"));
        Files.delete(updated);
        assertThat(run("report", run).exit()).isZero();
        assertThat(updated).isNotEmptyFile();
    }

    private static List<Path> kept(Path home) throws IOException {
        try (var files = Files.list(home.resolve("stdin"))) {
            return files.toList();
        }
    }

    private List<Object> names() {
        List<Object> names = new ArrayList<>();
        db.sql("select name from contacts where id in (1, 2, 9) order by id")
                .forEach(row -> names.add(row.get("name")));
        return names;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private CliFixture.Result run(String command, Object... arguments) {
        List<String> all = new ArrayList<>(
                List.of(command, "--report-dir", dir.resolve("reports").toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return cli.run(all.toArray(String[]::new));
    }
}

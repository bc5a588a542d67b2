package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that failed part way goes on where it stopped: with the messages and exit codes. */
class RerunIT extends UnfinishedRun {

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
        assertThat(nothing.err()).startsWith("Database: ").contains(run + " is completed: nothing is left to do\n");
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
    void a_stage_that_did_not_finish_needs_the_file_and_only_that_file() throws Exception {
        db.refuse("update on contact_import.run", "when (new.records > old.records)");
        assertThat(run("import", old).exit()).isEqualTo(5);
        db.refuseNoMore();
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
        db.refuse("update on contacts", "");
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
        db.refuseNoMore();
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
        db.refuse("update on contact_import.run", "when (new.records > old.records)");
        assertThat(cli.input(OLD)
                        .run("import", "--home", home.toString(), "--report-dir", dir.toString(), "-")
                        .exit())
                .isEqualTo(5);
        assertThat(kept(home)).singleElement().satisfies(file -> {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(file).hasContent(OLD);
        });
        db.refuseNoMore();
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
}

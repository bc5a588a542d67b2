package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that failed part way is in the way of others, until it is closed or overtaken. */
class UnfinishedRunIT extends UnfinishedRun {

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
}

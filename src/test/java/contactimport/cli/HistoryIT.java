package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands say about runs that have ended, and what retention leaves of them. */
@ExtendWith(PostgresExtension.class)
class HistoryIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> LEDGERS = List.of(
            "ledger",
            "warning",
            "moved",
            "absorbed",
            "attribute_holder",
            "set_aside",
            "partition",
            "assignment",
            "staged_row");

    @TempDir
    Path dir;

    private final TestDatabase db;
    private CliFixture cli;

    HistoryIT(TestDatabase db) {
        this.db = db.sql("select from accounts").isEmpty() ? db.withPeople() : db;
    }

    @BeforeEach
    void no_run() {
        db.sql("select contact_import.drop_run_partitions(no) from contact_import.run");
        db.sql("delete from contact_import.run");
        cli = new CliFixture(dir).with(db.target());
    }

    @Test
    void runs_lists_the_newest_first_and_show_tells_of_one() throws Exception {
        imported("first.csv", "demo-crm-bruno,First");
        imported("second.csv", "demo-crm-bruno,Second", "nobody,X");
        var all = cli.run("runs");
        assertThat(all.exit()).as(all.err()).isZero();
        List<String> lines = all.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("second.csv  completed_with_rejects  3 ");
        assertThat(lines.get(2)).contains("first.csv   completed               0 ");
        assertThat(cli.run("runs", "--limit", "1").out().lines()).hasSize(2);
        JsonNode newest = JSON.readTree(
                cli.run("runs", "--json").out().lines().findFirst().orElseThrow());
        assertThat(newest.at("/counts/rejected").intValue()).isEqualTo(1);
        assertThat(newest.get("run_id").stringValue()).isEqualTo(lastId());

        String shown = cli.run("show", "last").out();
        assertThat(shown)
                .contains("second.csv: completed, with rejects, exit 3")
                .contains("rejected              1")
                .contains("merge  100.0 %: 2 of 2 rows")
                .contains("Next: correct the rejected lines");
        assertThat(shown.lines()).allMatch(line -> line.length() <= 80 || !line.contains(" "));
        var missing = cli.run("show", "yesterday");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no run yesterday").contains("runs");
    }

    @Test
    void a_group_that_was_set_aside_and_a_partition_that_failed_are_named_by_their_lines_and_hold_no_value()
            throws Exception {
        imported("first.csv", "demo-crm-bruno,First");
        db.sql("update contact_import.run set status = 'failed', exit_code = 5");
        db.sql("update contact_import.partition set status = 'failed', position = 0, error = 'SQLSTATE 42501, table"
                + " contacts', sqlstate = '42501', from_line = 2, to_line = 9, failures = 2");
        db.sql(
                "insert into contact_import.set_aside (run_no, part, grp, from_seq, error, sqlstate, attempts, from_line,"
                        + " to_line) select run_no, part, 1, 1, 'SQLSTATE 55P03 after 5 attempts at line 2', '55P03', 5, 2, 2"
                        + " from contact_import.partition");
        assertThat(cli.run("show", "last").out())
                .contains("Partition 0 stopped at lines between 2 and 9: SQLSTATE 42501")
                .contains("2 launches")
                .contains("line 2 (partition 0, group 1): SQLSTATE 55P03 after 5 attempts");
        JsonNode json = JSON.readTree(cli.run("show", "last", "--json").out());
        assertThat(json.at("/set_aside/0/attempts").intValue()).isEqualTo(5);
        assertThat(json.at("/set_aside/0/failure/sqlstate").stringValue()).isEqualTo("55P03");
        assertThat(json.at("/partitions/0/failure/to_line").intValue()).isEqualTo(9);
        assertThat(json.at("/next/0").stringValue()).isNotBlank();
    }

    @Test
    void show_tells_which_runs_imported_the_corrected_rejects() throws Exception {
        imported("first.csv", "demo-crm-bruno,First", "nobody,X");
        String first = lastId();
        imported("corrected.csv", "demo-crm-greta,X");
        db.sql("update contact_import.run set corrects = (select min(no) from contact_import.run) where id = '"
                + lastId() + "'");
        assertThat(cli.run("show", first).out())
                .contains("Its corrected rejects were imported by:")
                .contains("run " + lastId() + ", completed");
        assertThat(JSON.readTree(cli.run("show", first, "--json").out())
                        .at("/corrected_by/0/run_id")
                        .stringValue())
                .isEqualTo(lastId());
    }

    @Test
    void a_report_that_is_written_again_tells_the_same_end() throws Exception {
        imported("again.csv", "demo-crm-bruno,Again", "nobody,X");
        assertThatTheReportIsTheSameAgain();
        assertThat(cli.run("undo", "last", "--report-dir=" + dir.resolve("reports"))
                        .exit())
                .isZero();
        assertThatTheReportIsTheSameAgain();
    }

    private void assertThatTheReportIsTheSameAgain() throws Exception {
        Path report = dir.resolve("reports").resolve(lastId());
        String summary = Files.readString(report.resolve("summary.json"));
        String page = Files.readString(report.resolve("report.html"));
        assertThat(cli.run("report", "last", "--report-dir=" + dir.resolve("reports"))
                        .exit())
                .isZero();
        assertThat(report.resolve("summary.json")).hasContent(summary);
        assertThat(report.resolve("report.html")).hasContent(page);
    }

    @Test
    void purge_removes_what_old_finished_runs_did_and_nothing_else() throws Exception {
        imported("old.csv", "demo-crm-bruno,Old", "nobody,X");
        imported("open.csv", "demo-crm-bruno,Open");
        imported("new.csv", "demo-crm-bruno,New");
        db.sql(
                "update contact_import.run set finished_at = now() - interval '91 days' where file_name not like '%new.csv'");
        db.sql("update contact_import.run set status = 'interrupted' where file_name like '%open.csv'");
        String old = (String) db.value("select id from contact_import.run where file_name like '%old.csv'");

        var shown = cli.run("purge", "--dry-run");
        assertThat(shown.out()).contains("old.csv").contains("would remove").doesNotContain("open.csv");
        assertThat(entries("old.csv")).isEqualTo(2);

        var purged = cli.run("purge");
        assertThat(purged.exit()).isZero();
        assertThat(purged.out()).contains("1 run: 2 ledger entries").contains("removed: 1 run\n");
        assertThat(List.of(entries("old.csv"), entries("open.csv"), entries("new.csv")))
                .containsExactly(0L, 1L, 1L);
        for (String table : LEDGERS) {
            assertThat(db.value("select count(*) from contact_import." + table
                            + " t join contact_import.run r on r.no =" + " t.run_no where r.file_name like '%old.csv'"))
                    .as(table)
                    .isEqualTo(0L);
        }
        assertThat(cli.run("purge").out()).contains("nothing to remove");

        assertThat(cli.run("show", old).out()).contains("purged").contains("rejected              1");
        var report = cli.run("report", old, "--report-dir", dir.resolve("r").toString());
        assertThat(report.exit()).isEqualTo(2);
        assertThat(report.err()).contains("was purged");
    }

    @Test
    void the_age_of_purge_is_a_setting_and_must_be_understood() throws Exception {
        imported("now.csv", "demo-crm-bruno,Now");
        assertThat(cli.run("purge", "--older-than", "soon").exit()).isEqualTo(2);
        assertThat(cli.run("purge", "--older-than", "30").err()).contains("such as 90d");
        assertThat(cli.with("CONTACT_IMPORT_RETENTION", "0s").run("purge").out())
                .contains("now.csv");
        assertThat(entries("now.csv")).isZero();
    }

    private void imported(String name, String... lines) throws Exception {
        Path file = Files.writeString(dir.resolve(name), "contact_identifier,name\n" + String.join("\n", lines) + "\n");
        int exit = cli.run(
                        "import", "--inbox=demo-lantern-crm", "--report-dir=" + dir.resolve("reports"), file.toString())
                .exit();
        assertThat(exit).isIn(0, 3);
    }

    private String lastId() {
        return (String) db.value("select id from contact_import.run order by no desc limit 1");
    }

    private long entries(String file) {
        return (Long) db.value(
                "select count(*) from contact_import.ledger l join contact_import.run r on r.no = l.run_no where"
                        + " r.file_name like '%' || ?",
                file);
    }
}

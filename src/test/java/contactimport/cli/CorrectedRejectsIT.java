package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reject file of a run is corrected and imported again, as the operator does it. */
class CorrectedRejectsIT extends Corrections {

    @Test
    void corrected_lines_are_applied_with_the_settings_of_their_run_and_the_run_says_what_became_of_its_rejects()
            throws Exception {
        String run = rejected("--no-trim", file("old.csv", FILE));
        Path corrected = corrected(run, " at home", "@home.example");
        assertThat(shown(run))
                .contains("Next: correct the rejected lines")
                .contains("rerun " + run + " --rejects reports/" + run + "/rejected.csv");
        var result = run("rerun", run, "--rejects", corrected);
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("correcting rejects of run " + run + ", with its settings");
        String second = lastRun();
        assertThat(contacts())
                .containsExactly(
                        "1   Amina R. amina@home.example",
                        "2 Newer Bruno bruno@lantern.example",
                        "9 Greta L. greta@home.example");
        assertThat(rejects(second))
                .containsExactly(Map.of(
                        "line",
                        3L,
                        "codes",
                        "SUPERSEDED",
                        "reason",
                        "line 4 of run " + run + " has changed contact 2 since"));
        assertThat(db.value(
                        "select o.id from contact_import.run r join contact_import.run o on o.no = r.corrects where r.id = ?",
                        second))
                .isEqualTo(run);

        assertThat(shown(run))
                .contains("Of its rejects 3 were corrected, in 1 run: 2 applied, 1 rejected again.")
                .contains("run " + second);
        assertThat(shown(second)).contains("It corrects rejects of run " + run + ".");
        JsonNode shown = JsonMapper.shared().readTree(run("show", "--json", run).out());
        assertThat(shown.get("corrections").toString())
                .isEqualTo("{\"runs\":[\"" + second + "\"],\"lines\":3,\"applied\":2,\"rejected\":1,\"undecided\":0}");
        assertThat(shown.get("corrects").isNull()).isTrue();
    }

    @Test
    void a_check_of_a_corrected_file_says_what_its_import_does() throws Exception {
        String run = rejected("--no-trim", file("old.csv", FILE));
        Path corrected = corrected(run, " at home", "@home.example");
        for (String newer : List.of("--over-newer=false", "--over-newer")) {
            var check = run("check", "--json", newer, corrected);
            JsonNode said = JsonMapper.shared().readTree(check.out());
            var done = run(
                    "import",
                    "--json",
                    newer,
                    "--expect-plan",
                    said.at("/check/plan_fingerprint").asString(),
                    corrected);
            assertThat(done.exit()).as(done.err()).isEqualTo(check.exit());
            JsonNode is = JsonMapper.shared().readTree(done.out());
            for (String count : List.of("read", "updated", "unchanged", "rejected", "rejects_by_code", "settings")) {
                assertThat(said.get(count)).as(count + " " + newer).isEqualTo(is.get(count));
            }
        }
        assertThat(contacts()).contains("1   Amina R. amina@home.example", "2 Older Bruno bruno@home.example");
    }

    @Test
    void json_lines_are_corrected_the_same_way() throws Exception {
        String run = rejected(file("old.jsonl", """
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-amina","email":"x","name":"A"}
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-bruno","email":"x","phone_number":"+32470000009"}
                """));
        Path rejected = reports(run).resolve("rejected.jsonl");
        String text = Files.readString(rejected)
                .replaceFirst("\"email\":\"x\"", "\"email\":\"a@home.example\"")
                .replace("\"email\":\"x\"", "\"email\":\"b@home.example\"")
                .replace("\"+32470000009\"", "32470000009");
        assertThat(run("rerun", "last", "--rejects", file("corrected.jsonl", text))
                        .exit())
                .isEqualTo(3);
        assertThat(contacts()).contains("1 A a@home.example");
        assertThat(rejects(lastRun())).extracting(row -> row.get("codes")).containsExactly("SPREADSHEET_DAMAGE");
    }

    /** With which delimiter and quotes the rejects are written, only their run knows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "--delimiter=~ A|B~amina true",
                "--quote=none \"A,amina true",
                "--quote=' \"A,amina true",
                "--quote=none \"A,amina false",
                "--quote=none \"20200101T000000Z-0000,amina false",
            })
    void rejects_are_read_as_their_run_read_its_file(String option, String cells, boolean byRerun) throws Exception {
        char delimiter = option.startsWith("--delimiter") ? '~' : ',';
        String line = "demo-lantern-crm,demo-crm-amina,".replace(',', delimiter) + cells + " at home\n";
        String run = rejected(
                option,
                file("old.csv", "inbox_identifier,contact_identifier,name,email\n".replace(',', delimiter) + line));
        Path corrected = file("corrected.csv", Files.readString(rejectsOf(run)).replace(" at home", "@home.example"));
        var result = byRerun ? run("rerun", run, "--rejects", corrected) : run("import", corrected);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("1 " + cells.split("[~,]", -1)[0] + " amina@home.example");
        assertThat(shown(run)).contains("Of its rejects 1 were corrected, in 1 run: 1 applied");
        assertThat(run("check", corrected).err()).contains("SUPERSEDED");
    }

    /** What stands in a cell is no reason to read a file as another run has read its own, and none to refuse it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"--quote=\" | `  ` | ``", "--quote=none | `\"` | `\"`"})
    void a_run_that_only_a_cell_names_is_not_asked(String option, String before, String kept) throws Exception {
        String other = rejected("--no-trim", file("other.csv", FILE));
        String line = "demo-lantern-crm,demo-crm-amina,,x,," + before + other + "\n";
        String run = rejected(option, file("old.csv", HEADER + line));
        Path corrected = file("corrected.csv", Files.readString(rejectsOf(run)).replace(",x,", ",a@home.example,"));
        var result = run("import", corrected);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("1 " + kept + other + " a@home.example");
        assertThat(shown(run)).contains("1 applied");
    }

    /** As programs write an array: all of it on one line, so that the number of the line tells nobody apart. */
    @Test
    void records_that_stand_on_one_line_are_each_compared_with_what_was_there() throws Exception {
        db.sql("update contact_inboxes set source_id = '0042' where source_id = 'demo-crm-amina'");
        db.sql("update contact_inboxes set source_id = '42' where source_id = 'demo-crm-bruno'");
        String run = rejected(file("old.json", """
                [{"inbox_identifier":"demo-lantern-crm","contact_identifier":"0042","email":"x","name":"A"},\
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"42","email":"x","phone_number":"+32470000009"}]
                """));
        String text = Files.readString(reports(run).resolve("rejected.jsonl"))
                .replaceFirst("\"email\":\"x\"", "\"email\":\"a@home.example\"")
                .replace("\"email\":\"x\"", "\"email\":\"b@home.example\"");
        var damaged = run("check", "--json", file("damaged.jsonl", text.replace("\"+32470000009\"", "32470000009")));
        assertThat(damaged.out()).contains("\"rejects_by_code\":{\"SPREADSHEET_DAMAGE\":1}");

        var result = run("import", file("corrected.jsonl", text));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("1 A a@home.example", "2 Bruno Tavares b@home.example");
    }

    @Test
    void a_line_that_was_no_object_may_keep_what_it_was() throws Exception {
        String run = rejected(
                file(
                        "old.jsonl",
                        "{\"inbox_identifier\":\"demo-lantern-crm\",\"contact_identifier\":\"demo-crm-amina\",\"name\":\"A\",}\n"));
        String text = Files.readString(reports(run).resolve("rejected.jsonl"));
        assertThat(text).contains("\"_import_raw\":");
        var result = run(
                "import",
                file(
                        "corrected.jsonl",
                        text.replaceFirst(
                                "\\{",
                                "{\"inbox_identifier\":\"demo-lantern-crm\",\"contact_identifier\":\"demo-crm-amina\",\"name\":\"A\",")));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("1 A amina@lantern.example");
    }

    @Test
    void an_interrupted_correction_is_resumed_as_a_correction() throws Exception {
        String run = rejected(file("old.csv", FILE));
        Path corrected = corrected(run, " at home", "@home.example");
        db.refuse("update on contact_import.run", "when (new.records > old.records)");
        assertThat(run("rerun", run, "--rejects", corrected).exit()).isEqualTo(5);
        db.refuseNoMore();
        var result = run("rerun", "last");
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(rejects(lastRun())).extracting(row -> row.get("codes")).containsExactly("SUPERSEDED");
        assertThat(shown(run)).contains("in 1 run: 2 applied, 1 rejected again.");
    }

    @Test
    void a_file_of_several_runs_of_none_or_of_one_that_is_gone_is_refused_with_the_next_command() throws Exception {
        String one = rejected(file("one.csv", FILE));
        String two = rejected(file("two.csv", FILE.replace("home", "work")));
        String mixed = Files.readString(rejectsOf(one)).replaceFirst(one, two);
        refused(run("import", file("mixed.csv", mixed)), one, two, "a file of their own");
        refused(run("rerun", two, "--rejects", rejectsOf(one)), "rerun " + one + " --rejects");
        refused(run("rerun", one, "--rejects", dir.resolve("two.csv")), "names no run", "contact-import import ");
        refused(run("rerun", one), one + " is completed with rejects", "rerun " + one + " --rejects FILE");
        refused(run("rerun", "never", "--rejects", rejectsOf(one)), "there is no run never");
        String unknown = Files.readString(rejectsOf(one)).replace(one, "20200101T000000Z-0000");
        refused(run("import", file("unknown.csv", unknown)), "is not in this database", "remove the columns _import_");
        db.sql("update contact_import.run set purged_at = now() where id = ?", one);
        refused(run("import", rejectsOf(one)), one, "was purged", "remove the columns _import_");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(2L);
    }

    private static void refused(CliFixture.Result result, String... words) {
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }
}

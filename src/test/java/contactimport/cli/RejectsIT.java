package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reject file of a run is corrected and imported again, as the operator does it. */
@ExtendWith(PostgresExtension.class)
class RejectsIT {

    private static final String HEADER = "inbox_identifier,contact_identifier,identifier,email,phone_number,name\n";

    /** Bruno's first line is rejected, his second is applied; nothing is newer than Amina's line and Greta's. */
    private static final String FILE = HEADER + """
            demo-lantern-crm,demo-crm-amina,,amina at home,,  Amina R.
            demo-lantern-crm,demo-crm-bruno,,bruno at home,,Older Bruno
            demo-lantern-crm,demo-crm-bruno,,,,Newer Bruno
            demo-lantern-crm,demo-crm-greta,,greta at home,,Greta L.
            """;

    @TempDir
    Path dir;

    private TestDatabase db;
    private CliFixture cli;

    @BeforeEach
    void people(@Fresh TestDatabase fresh) {
        db = fresh.withPeople();
        cli = new CliFixture(dir).with(db.target());
    }

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
    void over_newer_applies_what_is_superseded_and_counts_for_the_first_run() throws Exception {
        String run = rejected(file("old.csv", FILE));
        assertThat(run("import", corrected(run, " at home", "@home.example")).exit())
                .as("import of such a file is the same")
                .isEqualTo(3);
        String second = lastRun();
        var again = run("rerun", second, "--rejects", rejectsOf(second));
        assertThat(again.exit()).isEqualTo(3);
        assertThat(rejects(lastRun()).get(0).get("reason"))
                .as("what is newer than the first rejected line is newer than its second correction")
                .isEqualTo("line 4 of run " + run + " has changed contact 2 since");
        var over = run("rerun", second, "--over-newer", "--rejects", rejectsOf(second));
        assertThat(over.exit()).as(over.err()).isZero();
        assertThat(contacts()).contains("2 Older Bruno bruno@home.example");
        assertThat(shown(run)).contains("Of its rejects 3 were corrected, in 3 runs: 3 applied, 0 rejected again.");
    }

    @Test
    void what_a_later_run_has_changed_is_newer_and_what_an_earlier_line_has_changed_is_not() throws Exception {
        String run = rejected(file("old.csv", HEADER + """
                demo-lantern-crm,demo-crm-bruno,,,,First Bruno
                demo-lantern-crm,demo-crm-bruno,,bruno at home,,Second Bruno
                demo-lantern-crm,demo-crm-greta,,greta at home,,Greta L.
                """));
        assertThat(run("import", file("later.csv", HEADER + "demo-lantern-crm,demo-crm-greta,,,,Nightly Greta\n"))
                        .exit())
                .isZero();
        String later = lastRun();
        assertThat(run("rerun", run, "--rejects", corrected(run, " at home", "@home.example"))
                        .exit())
                .isEqualTo(3);
        assertThat(contacts()).contains("2 Second Bruno bruno@home.example", "9 Nightly Greta greta@lantern.example");
        assertThat(rejects(lastRun()))
                .extracting(row -> row.get("reason"))
                .containsExactly("line 2 of run " + later + " has changed contact 9 since");
    }

    @Test
    void two_corrected_lines_of_one_contact_do_not_supersede_each_other() throws Exception {
        String run = rejected(file("old.csv", HEADER + """
                demo-lantern-crm,demo-crm-bruno,,bruno at home,,One
                demo-lantern-crm,demo-crm-bruno,,bruno at work,,Two
                """));
        Path corrected = corrected(run, " at ", "@at.");
        var result = run("rerun", run, "--chunk", "1", "--rejects", corrected);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("2 Two bruno@at.work");
    }

    @Test
    void keys_that_a_spreadsheet_has_damaged_are_rejected_and_a_line_without_import_line_is_an_ordinary_one()
            throws Exception {
        db.sql("update contacts set identifier = '007' where id = 9");
        String run = rejected(file("old.csv", HEADER + """
                demo-lantern-crm,demo-crm-greta,007,greta at home,,Greta L.
                demo-lantern-crm,demo-crm-bruno,crm-1002,bruno at home,,Bruno
                """));
        Path corrected = corrected(run, " at home", "@home.example");
        String text = Files.readString(corrected).replace(",007,", ",7,");
        assertThat(run("import", Files.writeString(corrected, text)).exit()).isEqualTo(3);
        assertThat(rejects(lastRun()))
                .containsExactly(Map.of(
                        "line",
                        2L,
                        "codes",
                        "SPREADSHEET_DAMAGE",
                        "reason",
                        "identifier: differs from line 2 of run " + run
                                + " as a spreadsheet makes it differ: restore it,"
                                + " or, if it is meant, leave _import_line blank"));
        assertThat(contacts()).contains("2 Bruno bruno@home.example");
        String meant = text.replaceAll("," + run + ",\\d+,", "," + run + ",,");
        run("import", Files.writeString(corrected, meant));
        assertThat(rejects(lastRun())).extracting(row -> row.get("codes")).containsExactly("HMAC_IDENTIFIER_MISMATCH");
        String wrong =
                text.replaceAll("," + run + ",2,", "," + run + ",2.0,").replace("," + run + ",3,", "," + run + ",33,");
        run("import", Files.writeString(corrected, wrong));
        assertThat(rejects(lastRun()))
                .extracting(row -> row.get("codes") + ": " + row.get("reason"))
                .containsExactly(
                        "LINE_UNREADABLE: _import_line: expected the number of a line, or nothing",
                        "LINE_UNREADABLE: _import_line: run " + run + " has not rejected its line 33");
    }

    @Test
    void the_workbook_beside_it_is_corrected_the_same_way_even_when_saved_by_another_program() throws Exception {
        String run = rejected(file("old.csv", FILE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workbookOf(run))))
                .isEqualTo("rw-------");
        Path corrected = saved(run, (column, text) -> text.replace(" at home", "@home.example"));
        var result = run("rerun", run, "--rejects", corrected);
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(result.err())
                .contains("correcting rejects of run " + run + ", with its settings")
                .contains("read as a workbook, sheet Saved");
        assertThat(contacts())
                .containsExactly(
                        "1 Amina R. amina@home.example",
                        "2 Newer Bruno bruno@lantern.example",
                        "9 Greta L. greta@home.example");
        String second = lastRun();
        assertThat(rejects(second))
                .extracting(row -> row.get("line") + " " + row.get("codes"))
                .containsExactly("3 SUPERSEDED");
        var over = run("import", "--over-newer", workbookOf(second));
        assertThat(over.exit()).as(over.err()).isZero();
        assertThat(contacts()).contains("2 Older Bruno bruno@home.example");
    }

    @Test
    void what_a_spreadsheet_made_a_number_is_exact_or_it_is_said_what_was_lost() throws Exception {
        String header = "inbox_identifier,contact_identifier,identifier,email,custom_attributes.n\n";
        db.sql("update contacts set identifier = '007' where id = 9");
        String run = rejected(file("old.csv", header + """
                demo-lantern-crm,demo-crm-greta,007,greta at home,491512345678901
                demo-lantern-crm,demo-crm-dagny,,dagny at home,1.50
                """));
        Path corrected = saved(run, (column, text) -> switch (column) {
            case "identifier", "_import_line" -> text.isEmpty() ? "" : Double.valueOf(text);
            case "custom_attributes.n" -> Double.valueOf(text);
            default -> text.replace(" at home", "@home.example");
        });
        assertThat(run("import", corrected).exit()).isEqualTo(3);
        assertThat(rejects(lastRun()))
                .extracting(row -> row.get("codes") + " " + row.get("reason"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("SPREADSHEET_DAMAGE identifier: differs from line 2 of run " + run);
        assertThat(db.value("select email || custom_attributes::text from contacts where id = 5"))
                .isEqualTo("dagny@home.example{\"n\": \"1.5\"}");
    }

    /** As another program writes it: texts, or numbers where somebody makes them numbers. */
    private Path saved(String run, BiFunction<String, String, Object> edit) throws IOException {
        Path file = dir.resolve("saved.xlsx");
        try (ReadableWorkbook from = new ReadableWorkbook(workbookOf(run).toFile());
                OutputStream out = Files.newOutputStream(file);
                Workbook to = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = to.newWorksheet("Saved");
            List<Row> rows = from.getFirstSheet().read();
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(0).getCellCount(); c++) {
                    String text = rows.get(r).getCellText(c);
                    Object value = r == 0 ? text : edit.apply(rows.get(0).getCellText(c), text);
                    if (value instanceof Double number) {
                        sheet.value(r, c, number);
                    } else {
                        sheet.value(r, c, value.toString());
                    }
                }
            }
        }
        return file;
    }

    private Path workbookOf(String run) {
        return reports(run).resolve("rejected.xlsx");
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

    @Test
    void a_file_of_several_runs_of_none_or_of_one_that_is_gone_is_refused_with_the_next_command() throws Exception {
        String one = rejected(file("one.csv", FILE));
        String two = rejected(file("two.csv", FILE.replace("home", "work")));
        String mixed = Files.readString(rejectsOf(one)).replaceFirst(one, two);
        refused(run("import", file("mixed.csv", mixed)), one, two, "a file of their own");
        refused(run("rerun", two, "--rejects", rejectsOf(one)), "rerun " + one + " --rejects");
        refused(run("rerun", one, "--rejects", dir.resolve("two.csv")), "names no run", "contact-import import ");
        refused(run("rerun", "never", "--rejects", rejectsOf(one)), "there is no run never");
        String unknown = Files.readString(rejectsOf(one)).replace(one, "20200101T000000Z-0000");
        refused(run("import", file("unknown.csv", unknown)), "is not in this database", "remove the columns _import_");
        db.sql("update contact_import.run set purged_at = now() where id = ?", one);
        refused(run("import", rejectsOf(one)), one, "was purged", "remove the columns _import_");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(2L);
    }

    @Test
    void an_interrupted_correction_is_resumed_as_a_correction() throws Exception {
        String run = rejected(file("old.csv", FILE));
        Path corrected = corrected(run, " at home", "@home.example");
        db.sql("create or replace function public.refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '42501'; end $$");
        db.sql("create trigger refuse before update on contact_import.run for each row when (new.records > old.records)"
                + " execute function public.refuse()");
        assertThat(run("rerun", run, "--rejects", corrected).exit()).isEqualTo(5);
        db.sql("drop trigger refuse on contact_import.run");
        var result = run("rerun", "last");
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        assertThat(rejects(lastRun())).extracting(row -> row.get("codes")).containsExactly("SUPERSEDED");
        assertThat(shown(run)).contains("in 1 run: 2 applied, 1 rejected again.");
    }

    /** What show prints, without its line breaks. */
    private String shown(String run) {
        return run("show", run).out().replaceAll("\\s+", " ");
    }

    private static void refused(CliFixture.Result result, String... words) {
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }

    /** Imports a file that has rejects, and says the run's id. */
    private String rejected(Object... arguments) {
        var result = run("import", arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        return lastRun();
    }

    private Path corrected(String run, String wrong, String right) throws IOException {
        String text = Files.readString(rejectsOf(run));
        String reasons = text.replaceAll("(?m)(" + run + ",\\d+,)[^\n]*$", "$1,");
        return file("corrected.csv", reasons.replace(wrong, right));
    }

    private Path rejectsOf(String run) {
        return reports(run).resolve("rejected.csv");
    }

    private Path reports(String run) {
        return dir.resolve("reports").resolve(run);
    }

    private String lastRun() {
        return (String) db.value("select id from contact_import.run order by no desc limit 1");
    }

    private List<Map<String, Object>> rejects(String run) {
        return db.sql(
                "select l.line, l.codes, l.reason from contact_import.ledger l join contact_import.run r on r.no = l.run_no"
                        + " where r.id = ? and l.outcome = 'rejected' order by l.ordinal",
                run);
    }

    private List<Object> contacts() {
        List<Object> contacts = new ArrayList<>();
        db.sql("select id || ' ' || name || ' ' || email as contact from contacts where id in (1, 2, 9) order by id")
                .forEach(row -> contacts.add(row.get("contact")));
        return contacts;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private CliFixture.Result run(String command, Object... arguments) {
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

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** Rejects are corrected in a spreadsheet, which keeps them whole or says what it has damaged. */
class RejectsInSpreadsheetsIT extends Corrections {

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
}

package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Header;
import contactimport.source.Json;
import contactimport.source.SourceRecord;
import contactimport.source.SourceRecord.Cells;
import contactimport.source.SourceRecord.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What lines that were given back say of where they came from. */
class ImportMarksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a~_import_run~x;1~20261122T020000Z-7f3a~2   | 20261122T020000Z-7f3a | whatever the delimiter",
                "\"_import_run\":\"20261122T020000Z-7f3a\"    | 20261122T020000Z-7f3a | a member",
                "a,20261122T020000Z-7f3a,_import_run          |                       | nothing before the name",
                "_import_runs,20261122T020000Z-7f3a           |                       | another name",
                "_import_run,20261122T020000Z-7f3ab           |                       | no id",
                "_import_run,,                                |                       | blank",
                "_import_run;20261122T020000Z-7f3a,20261122T020000Z-7f3a,20261122T020001Z-0000 | 20261122T020000Z-7f3a 20261122T020001Z-0000 | several",
            })
    void a_file_seems_to_name_the_runs_behind_the_name(String head, @Nullable String runs, String why) {
        assertThat(String.join(" ", ImportMarks.named(head))).as(why).isEqualTo(runs == null ? "" : runs);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/import-marks.csv", numLinesToSkip = 1)
    void columns_name_the_run_and_the_line(
            String header, String cells, @Nullable String run, @Nullable String line, boolean undecided, String why) {
        assertMarks(marks(header), new Cells(List.of(cells.split(",", -1))), run, line, undecided, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"_import_run\":\" R \",\"_import_line\":7}    | R | 7   | false | a line is a number as we write it",
                "{\"_import_run\":\"R\",\"_import_line\":\"7\"}  | R | 7   | false | or its text",
                "{\"_import_line\":1E+2}                         |   | 100 | false | digits, however it is written",
                "{\"_import_run\":\" \",\"_import_line\":null}   |   |     | false | blank says nothing",
                "{\"_import_run\":[\"R\"],\"_import_line\":true} |   |     | false | nor does what is no text",
                "{\"_Import_Run\":\"R\"}                         |   |     | false | members match exactly",
                "{\"_import_code\":\"FAILED\"}                   |   |     | true  | the run came to no decision",
                "{\"_import_code\":\"EMAIL_INVALID\"}            |   |     | false | it was refused",
            })
    void so_do_members(String json, @Nullable String run, @Nullable String line, boolean undecided, String why) {
        ImportMarks marks = ImportMarks.of(new Header("f.jsonl", 0, List.of()));
        assertMarks(marks, new Members(Json.readObject(json)), run, line, undecided, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email,_import_line  | true  | nothing in it could name a run",
                "email, _Import_Run  | false | a column that could",
            })
    void a_file_can_be_without_a_run(String header, boolean without, String why) {
        assertThat(marks(header).isWithoutRun()).as(why).isEqualTo(without);
    }

    @Test
    void every_json_line_may_name_its_run() {
        assertThat(ImportMarks.of(new Header("f.jsonl", 0, List.of())).isWithoutRun())
                .isFalse();
    }

    private static void assertMarks(
            ImportMarks marks,
            SourceRecord record,
            @Nullable String run,
            @Nullable String line,
            boolean undecided,
            String why) {
        assertThat(marks.run(record)).as(why).isEqualTo(run);
        assertThat(marks.line(record)).as(why).isEqualTo(line);
        assertThat(marks.isUndecided(record)).as(why).isEqualTo(undecided);
    }

    private static ImportMarks marks(String header) {
        return ImportMarks.of(new Header("f.csv", 1, List.of(header.split(",", -1))));
    }
}

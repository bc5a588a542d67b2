package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file that comes every night, and once is not what it was. */
@ExtendWith(PostgresExtension.class)
class FeedIT {

    private static final String HEADER = "inbox_identifier,contact_identifier,name\n";
    private static final String LINE = "demo-lantern-crm,demo-crm-bruno,Bruno %s\n";

    @TempDir
    Path dir;

    @Test
    void a_file_unlike_those_before_stops_before_it_changes_anybody(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        assertThat(imported(db, HEADER + LINE.formatted("A").repeat(5), "--feed", "crm")
                        .exit())
                .isZero();

        var cut = imported(
                db, HEADER + LINE.formatted("B").repeat(4) + "demo-lantern-crm,demo-crm-bruno,Bru", "--feed", "crm");
        assertThat(cut.exit()).isEqualTo(4);
        assertThat(cut.err())
                .contains("its last line has no line end, as all before had: it may have been cut")
                .contains("(--accept drift takes it). No contact was changed");

        var few =
                imported(db, HEADER.replace(",name", ",email") + "demo-lantern-crm,demo-crm-bruno,\n", "--feed", "crm");
        assertThat(few.exit()).isEqualTo(4);
        assertThat(few.err())
                .contains("it lacks the column name; it is the first to have the column email; it has 1"
                        + " lines, and the median of the last 1 is 5");

        var again = imported(db, HEADER + LINE.formatted("A").repeat(5), "--feed", "crm");
        assertThat(again.exit()).isEqualTo(4);
        assertThat(again.err()).contains("had the very same content: --accept repeat takes it again");
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo("Bruno A");

        assertThat(imported(db, HEADER + LINE.formatted("A").repeat(5), "--feed", "crm", "--accept", "repeat")
                        .exit())
                .isZero();
        assertThat(imported(db, HEADER + LINE.formatted("C"), "--feed", "crm", "--accept", "drift")
                        .exit())
                .isZero();
        assertThat(imported(db, HEADER + LINE.formatted("D"), "--feed", "other").exit())
                .isZero();
        assertThat(db.value("select name from contacts where id = 2")).isEqualTo("Bruno D");
    }

    @Test
    void a_file_with_another_number_of_lines_than_expected_stops_too(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        var result = imported(db, HEADER + LINE.formatted("A").repeat(2), "--expect-lines", "3..9");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).contains("it has 2 lines, and --expect-lines says 3 to 9");
        assertThat(imported(db, HEADER + LINE.formatted("A").repeat(2), "--expect-lines", "2")
                        .exit())
                .isZero();
        assertThat(imported(db, HEADER, "--expect-lines", "many").exit()).isEqualTo(2);
    }

    @Test
    void a_file_without_lines_is_done_if_that_is_expected(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        var empty = imported(db, HEADER, "--expect-lines", "0..9", "--feed", "leavers");
        assertThat(empty.exit()).as(empty.err()).isZero();
        assertThat(empty.err()).contains("The file has no lines: there was nothing to do.");
        assertThat(db.sql("select status, records, exit_code from contact_import.run"))
                .containsExactly(Map.of("status", "completed", "records", 0L, "exit_code", 0));
        assertThat(imported(db, HEADER, "--expect-lines", "0..9", "--dry-run").exit())
                .isZero();
        assertThat(imported(db, HEADER, "--expect-lines", "1..9").exit()).isEqualTo(2);
        assertThat(imported(db, "", "--expect-lines", "0..9").exit())
                .as("not even a header: whatever should have written it has not")
                .isEqualTo(2);
        assertThat(imported(db, HEADER + LINE.formatted("A").repeat(3), "--feed", "other")
                        .exit())
                .isZero();
        assertThat(imported(db, HEADER, "--expect-lines", "0..9", "--feed", "other")
                        .err())
                .contains("it has 0 lines, and the median of the last 1 is 3");
    }

    private CliFixture.Result imported(TestDatabase db, String text, String... more) throws Exception {
        Path file = Files.writeString(dir.resolve("feed.csv"), text);
        List<String> all = new ArrayList<>(
                List.of("import", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(more));
        return new CliFixture(dir).with(db.target()).run(all.toArray(new String[0]));
    }
}

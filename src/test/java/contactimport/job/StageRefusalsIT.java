package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database cannot hold a line that passed every check, and says so when it is staged: that line alone is rejected, with its
 * bytes, which are then known only from what was sent.
 */
@ExtendWith(PostgresExtension.class)
class StageRefusalsIT {

    private static final int CHUNK = StageStep.MOST_ROWS;
    private static final int PEOPLE = CHUNK + 300;

    /** Lines of the file, the header counted: ends and neighbours, on both sides of a chunk's border. */
    private static final Set<Integer> BAD = Set.of(2, 3, 700, 701, CHUNK, CHUNK + 1, CHUNK + 2, CHUNK + 3, PEOPLE + 1);

    @TempDir
    Path dir;

    @Test
    void a_line_that_cannot_be_staged_is_rejected_alone_with_its_bytes(@Fresh TestDatabase db) {
        Trial.people(db, PEOPLE);
        db.sql("alter table contact_import.staged_row add constraint no_bad check (name is distinct from 'bad')");
        List<String> lines = new ArrayList<>();
        for (int line = 2; line <= PEOPLE + 1; line++) {
            // Some are longer than a block of what is sent.
            String note = "x".repeat(line % 700 == 0 ? 70_000 : line % 50);
            lines.add("p-" + (line - 1) + "," + (BAD.contains(line) ? "bad" : "N" + line) + "," + note);
        }

        Importer.Result result;
        try (Trial trial = Trial.of(db, dir)) {
            result = trial.run("contact_identifier,name,custom_attributes.note", lines);
        }

        assertThat(result.report().run().proof().violations()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.report().run().proof().tally().updated()).isEqualTo(PEOPLE - BAD.size());
        List<Map<String, Object>> refused = db.sql("select ordinal, line, raw, codes, reason from contact_import.ledger"
                + " where outcome = 'rejected' order by line");
        assertThat(refused).hasSize(BAD.size()).allSatisfy(row -> {
            int line = Math.toIntExact((Long) row.get("line"));
            assertThat(BAD).contains(line);
            assertThat(row.get("ordinal")).isEqualTo(line - 1L);
            assertThat(row.get("codes")).isEqualTo("DATABASE_REFUSED");
            assertThat((String) row.get("reason")).contains("no_bad").doesNotContain("'bad'", "Failing row");
            assertThat(new String((byte[]) row.get("raw"), StandardCharsets.UTF_8))
                    .isEqualTo("demo-lantern-crm," + lines.get(line - 2));
        });
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo((long) PEOPLE - BAD.size());
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in samples/ against the people of the demo, as the README has them imported. */
@ExtendWith(PostgresExtension.class)
class SamplesIT {

    /** What no small file can show with the default settings and the demo's people. */
    private static final Set<Code> NOT_SHOWN = EnumSet.of(
            Code.DUPLICATE_LINE,
            Code.SUPERSEDED,
            Code.SPREADSHEET_DAMAGE,
            Code.UNDO_CHANGED_SINCE,
            Code.UNDO_KEY_TAKEN,
            Code.UNDO_CONTACT_GONE,
            Code.UNDO_REFERRED,
            Code.RECORD_TOO_LONG,
            Code.EXCLUDED,
            Code.CLEAR_REFUSED,
            Code.ATTRIBUTE_TYPE,
            Code.OTHER_ACCOUNT,
            Code.OTHER_INBOX,
            Code.AMBIGUOUS_MATCH,
            Code.STORED_VALUE_UNREADABLE,
            Code.CONFLICT_SOURCE_ID,
            Code.DATABASE_REFUSED);

    @TempDir
    Path directory;

    @Test
    void the_samples_show_every_reject_that_a_small_file_can_show(@Fresh TestDatabase database) {
        database.withPeople();
        List<JsonNode> summaries =
                imported(database, 0, "--accept", "rejects", "samples/contacts.csv", "samples/contacts.jsonl");
        assertThat(counts(summaries.get(0))).isEqualTo("23 read: 7 updated, 2 unchanged, 14 rejected");
        assertThat(counts(summaries.get(1))).isEqualTo("12 read: 4 updated, 1 unchanged, 7 rejected");
        List<Object> shown = database
                .sql("select distinct unnest(string_to_array(codes, '; ')) as code from contact_import.ledger"
                        + " where outcome = 'rejected'")
                .stream()
                .map(row -> row.get("code"))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrder(EnumSet.complementOf(EnumSet.copyOf(NOT_SHOWN)).stream()
                        .map(Code::name)
                        .toArray());
        assertThat(summaries.get(0).get("warnings_by_code").toString()).isEqualTo("{\"AVATAR_NOT_STORED\":1}");
        assertThat(database.value("select count(*) from contact_inboxes where hmac_verified"))
                .as("signed lines that were applied")
                .isEqualTo(5L);
    }

    @Test
    void without_accept_rejects_the_command_says_so_with_exit_3(@Fresh TestDatabase database) {
        database.withPeople();
        imported(database, 3, "samples/contacts.csv", "samples/contacts.jsonl");
    }

    @Test
    void the_clean_sample_has_no_rejects_and_changes_nothing_when_it_comes_again(@Fresh TestDatabase database) {
        database.withPeople();
        assertThat(counts(imported(database, 0, "samples/clean.csv").get(0)))
                .isEqualTo("5 read: 3 updated, 2 unchanged, 0 rejected");
        assertThat(counts(imported(database, 0, "samples/clean.csv").get(0)))
                .isEqualTo("5 read: 0 updated, 5 unchanged, 0 rejected");
    }

    private List<JsonNode> imported(TestDatabase database, int exit, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "import", "--json", "--report-dir", directory.resolve("reports").toString()));
        all.addAll(List.of(arguments));
        var result = new CliFixture(directory).with(database.target()).run(all.toArray(new String[0]));
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        try (var summaries =
                JsonMapper.shared().readerFor(new TypeReference<JsonNode>() {}).<JsonNode>readValues(result.out())) {
            return summaries.readAll();
        }
    }

    private static String counts(JsonNode summary) {
        return "%d read: %d updated, %d unchanged, %d rejected"
                .formatted(
                        summary.get("read").asLong(),
                        summary.get("updated").asLong(),
                        summary.get("unchanged").asLong(),
                        summary.get("rejected").asLong());
    }
}

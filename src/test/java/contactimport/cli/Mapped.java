package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that are imported with a mapping file. */
@ExtendWith(PostgresExtension.class)
abstract class Mapped {

    static final String KEY = "a key of the test that nobody else has";

    @TempDir
    Path dir;

    TestDatabase db;

    @BeforeEach
    void people(@Fresh TestDatabase fresh) {
        db = fresh;
        db.sql("truncate contacts, contact_inboxes, accounts, channel_api, inboxes, conversations, messages, notes,"
                + " csat_survey_responses, tags, taggings, active_storage_blobs, active_storage_attachments");
        db.withPeople();
        db.newIdsBehind(1000);
    }

    Path file(String name, String text) throws Exception {
        return Files.writeString(dir.resolve(name), text);
    }

    CliFixture.Result run(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "import", "--json", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(arguments));
        return new CliFixture(dir)
                .with(db.target())
                .with("CONTACT_IMPORT_DERIVE_KEY", KEY)
                .run(all.toArray(new String[0]));
    }

    JsonNode imported(int exit, Path file, String... arguments) {
        var result = run(file, arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return JsonMapper.shared().readTree(result.out());
    }
}

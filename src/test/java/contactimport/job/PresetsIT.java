package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.patch.Mapping;
import contactimport.patch.MappingChoice;
import contactimport.patch.Presets;
import contactimport.report.SummaryJson;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The samples in samples/crm, as exports come: imported, corrected, imported again. */
@ExtendWith(PostgresExtension.class)
class PresetsIT {

    private static final String INBOX = "demo-lantern-crm";

    @TempDir
    Path dir;

    private Importer importer;

    @Test
    void every_sample_creates_its_people_and_changes_nothing_when_it_comes_again(@Fresh TestDatabase db) {
        db.withPeople();
        behind(db);
        for (Mapping preset : Presets.all()) {
            Path sample = sample(preset);
            JsonNode first = imported(db, preset, sample);
            long people = first.get("created").asLong();
            assertThat(people).as(preset.name()).isGreaterThanOrEqualTo(2);
            assertThat(first.get("failed").asLong() + first.get("updated").asLong())
                    .as(preset.name())
                    .isZero();
            List<Map<String, Object>> before = state(db);
            JsonNode second = imported(db, preset, sample);
            assertThat(second.get("unchanged").asLong()).as(preset.name()).isEqualTo(people);
            assertThat(state(db)).isEqualTo(before);
        }
        assertThat(db.sql("select name, email, phone_number, identifier, custom_attributes ->> 'zendesk_id' as id"
                        + " from contacts where email = 'xenia@tramhouse.example'"))
                .containsExactly(Map.of(
                        "name",
                        "Xenia Yilmaz",
                        "email",
                        "xenia@tramhouse.example",
                        "phone_number",
                        "+306900000401",
                        "identifier",
                        "member-401",
                        "id",
                        "880000000401"));
    }

    @Test
    void with_a_contact_identifier_of_the_operator_it_becomes_the_link(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        behind(db);
        for (Mapping preset : Presets.all()) {
            List<String> lines = Files.readAllLines(sample(preset));
            Path file = dir.resolve(preset.name() + "-linked.csv");
            List<String> linked = new ArrayList<>();
            boolean quoted = false;
            for (String line : lines) {
                String cell =
                        linked.isEmpty() ? "contact_identifier" : preset.name() + "-own-source-id-" + linked.size();
                boolean opens = line.chars().filter(c -> c == '"').count() % 2 == 1;
                linked.add(quoted ? line : cell + "," + line);
                quoted ^= opens;
            }
            Files.write(file, linked);
            JsonNode first = imported(db, preset, file);
            long links = (Long) db.value(
                    "select count(*) from contact_inboxes where source_id like ?", preset.name() + "-own-source-id-%");
            assertThat(links)
                    .as(preset.name())
                    .isEqualTo(first.get("created").asLong())
                    .isGreaterThanOrEqualTo(2);
            assertThat(imported(db, preset, file).get("unchanged").asLong()).isEqualTo(links);
        }
    }

    @Test
    void a_corrected_e_mail_is_found_again_by_the_record_id_and_makes_nobody_new(@Fresh TestDatabase db)
            throws Exception {
        db.withPeople();
        behind(db);
        int tried = 0;
        for (Mapping preset : Presets.all()) {
            if (preset.match().stream().noneMatch(key -> key.kind() == MatchKey.Kind.ATTRIBUTE)) {
                continue;
            }
            tried++;
            imported(db, preset, sample(preset));
            List<Map<String, Object>> links =
                    db.sql("select id, contact_id, source_id from contact_inboxes order by id");
            long contacts = (Long) db.value("select count(*) from contacts");
            String text = Files.readString(sample(preset));
            Path corrected = Files.writeString(
                    dir.resolve(preset.name() + "-corrected.csv"),
                    text.replaceFirst("([a-z.]+)@([a-z]+)\\.example", "$1.corrected@$2.example"));
            JsonNode second = imported(db, preset, corrected);
            assertThat(second.get("updated").asLong()).as(preset.name()).isEqualTo(1);
            assertThat(second.get("created").asLong()).isZero();
            assertThat(db.value("select count(*) from contacts")).isEqualTo(contacts);
            assertThat(db.sql("select id, contact_id, source_id from contact_inboxes order by id"))
                    .isEqualTo(links);
        }
        assertThat(tried).isEqualTo(8);
    }

    private static Path sample(Mapping preset) {
        return Path.of("samples/crm", preset.name() + ".csv");
    }

    /** New rows do not meet those of the demo. */
    private static void behind(TestDatabase db) {
        db.newIdsBehind(1000);
    }

    private static List<Map<String, Object>> state(TestDatabase db) {
        return db.sql("select c.*, l.id as link, l.source_id from contacts c left join contact_inboxes l"
                + " on l.contact_id = c.id order by c.id, l.id");
    }

    private JsonNode imported(TestDatabase db, Mapping preset, Path file) {
        Rules d = Rules.defaults(Rules.Mode.UPSERT);
        Rules rules = new Rules(
                d.mode(),
                preset.match(),
                d.onConflict(),
                d.identifier(),
                d.hmac(),
                d.hmacBind(),
                d.trim(),
                INBOX,
                null);
        if (importer == null) {
            importer = new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop());
        }
        Importer.Result result = importer.run(
                file,
                new ImportSettings(
                        rules,
                        new MappingChoice(preset, null, null),
                        null,
                        1 << 20,
                        1,
                        2_000,
                        1,
                        dir.resolve("reports"),
                        Allowance.ANY,
                        Allowance.ANY,
                        Waived.NONE,
                        Feed.NONE,
                        Map.of(),
                        Retry.DEFAULT));
        assertThat(result.exitCode())
                .as(preset.name() + ": " + result.trouble())
                .isZero();
        return JsonMapper.shared().readTree(SummaryJson.of(result.report()));
    }

    @AfterEach
    void close() {
        if (importer != null) {
            importer.close();
        }
    }
}

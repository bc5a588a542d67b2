package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Attributes that the platform's people have defined. */
@ExtendWith(PostgresExtension.class)
class DefinedAttributesIT {

    private static final String LINES = """
            inbox_identifier,contact_identifier,custom_attributes.trips,custom_attributes.tier,custom_attributes.colour
            demo-lantern-crm,demo-crm-bruno,12,GOLD,red
            demo-lantern-crm,demo-crm-dagny,many,,blue
            demo-harbour-shop,demo-shop-ivo,some,tin,green
            """;

    @TempDir
    Path dir;

    @Test
    void values_are_checked_where_the_account_has_definitions_and_nowhere_else(@Fresh TestDatabase db)
            throws Exception {
        define(db);
        JsonNode summary = imported(db, 3, Files.writeString(dir.resolve("a.csv"), LINES));
        assertThat(summary.get("rejects_by_code").toString()).isEqualTo("{\"ATTRIBUTE_TYPE\":1}");
        assertThat(summary.get("warnings_by_code").toString()).isEqualTo("{\"ATTRIBUTE_UNKNOWN\":1}");
        assertThat(
                        db.sql(
                                "select id, custom_attributes::text as custom from contacts where id in (2, 5, 11) order by id"))
                .containsExactly(
                        Map.of("id", 2, "custom", "{\"tier\": \"Gold\", \"trips\": 12, \"colour\": \"red\"}"),
                        Map.of("id", 5, "custom", "{}"),
                        Map.of("id", 11, "custom", "{\"tier\": \"tin\", \"trips\": \"some\", \"colour\": \"green\"}"));
    }

    @Test
    void what_nobody_has_defined_can_be_defined_by_its_values(@Fresh TestDatabase db) throws Exception {
        define(db);
        Path file = Files.writeString(dir.resolve("a.jsonl"), """
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-bruno","custom_attributes":\
                {"trips":3,"vip":true,"since":"2026-01-05","site":"https://a.example","n":1.5,"colour":"red","o":{"x":1},"city":"Rome"}}
                {"inbox_identifier":"demo-lantern-crm","contact_identifier":"demo-crm-dagny","custom_attributes":\
                {"vip":false,"since":"2026-02-05","site":"none yet","n":2}}
                """);
        JsonNode summary = imported(db, 0, file, "--define-attributes");
        assertThat(summary.get("warnings_by_code").toString()).isEqualTo("{\"ATTRIBUTE_RESERVED\":1}");
        assertThat(db.sql("select attribute_key, attribute_display_type as type from custom_attribute_definitions"
                        + " where id > 2 order by attribute_key"))
                .extracting(row -> row.get("attribute_key") + " " + row.get("type"))
                .containsExactly("colour 0", "n 1", "since 5", "site 0", "vip 7");
        assertThat(imported(db, 0, file, "--define-attributes").get("unchanged").asLong())
                .isEqualTo(2);
    }

    @Test
    void without_the_table_there_is_nothing_to_check_and_nothing_to_define(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        Path file = Files.writeString(dir.resolve("a.csv"), LINES);
        assertThat(imported(db, 0, file).get("updated").asLong()).isEqualTo(3);
        assertThat(db.value("select custom_attributes ->> 'trips' from contacts where id = 2"))
                .isEqualTo("12");
    }

    @Test
    void a_column_of_a_reserved_key_is_refused_with_the_field_that_is_meant(@Fresh TestDatabase db) throws Exception {
        Path file = Files.writeString(
                dir.resolve("a.csv"), "inbox_identifier,contact_identifier,custom_attributes.city\na,b,c\n");
        var result = new CliFixture(dir).with(db.target()).run("import", file.toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("column 3 \"custom_attributes.city\": the platform keeps city for a field of its own: did you"
                        + " mean additional_attributes.city?");
    }

    @Test
    void a_role_that_may_not_define_is_told_the_grant_and_gets_it_on_request_only(@Fresh TestDatabase db)
            throws Exception {
        define(db);
        String role = "definer_of_" + db.name();
        db.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant select, insert, update, delete on contacts, contact_inboxes, taggings to " + role
                + "; grant select on inboxes, channel_api, tags to " + role
                + "; grant usage on sequence contacts_id_seq, contact_inboxes_id_seq to " + role);
        String[] refused = {
            "import",
            "--define-attributes",
            Files.writeString(dir.resolve("a.csv"), LINES.replace(",many,", ",3,"))
                    .toString(),
            "--report-dir",
            dir.toString()
        };
        CliFixture owner = new CliFixture(dir).with(db.owner());
        CliFixture clerk = new CliFixture(dir).with(new Target(db.url(), role, null, db.name()));
        try {
            assertThat(owner.run("migrate", "--grant-to", role).exit()).isZero();
            var without = clerk.run(refused);
            assertThat(without.exit()).as(without.err()).isEqualTo(2);
            assertThat(without.err())
                    .contains("--define-attributes: role " + role + " may not insert into custom_attribute_definitions;"
                            + " let its owner run: contact-import migrate --grant-to " + role + " --define-attributes");
            assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
            var granted = owner.run("migrate", "--grant-to", role, "--define-attributes");
            assertThat(granted.exit()).as(granted.err()).isZero();
            var with = clerk.run(refused);
            assertThat(with.exit()).as(with.err()).isZero();
            assertThat(db.value("select count(*) from custom_attribute_definitions where attribute_key = 'colour'"))
                    .isEqualTo(2L);
            assertThat(clerk.run("migrate", "--grant-to", "pg_monitor", "--define-attributes")
                            .err())
                    .contains("role pg_monitor could not be given custom_attribute_definitions", "its owner can");
            assertThat(owner.run("migrate", "--define-attributes").exit()).isEqualTo(2);
        } finally {
            db.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    private static void define(TestDatabase db) throws Exception {
        db.withPeople();
        try (var file = DefinedAttributesIT.class.getResourceAsStream("/db/demo/V3__attribute_definitions.sql")) {
            db.sql(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("create table ", "create table public."));
        }
        db.sql("insert into custom_attribute_definitions (attribute_display_name, attribute_key,"
                + " attribute_display_type, attribute_model, account_id, attribute_values, created_at, updated_at) values"
                + " ('Trips', 'trips', 1, 1, 1, '[]', now(), now()),"
                + " ('Tier', 'tier', 6, 1, 1, '[\"Gold\", \"Silver\"]', now(), now())");
        db.grantAgain();
    }

    private JsonNode imported(TestDatabase db, int exit, Path file, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "import", "--json", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(more));
        var result = new CliFixture(dir).with(db.target()).run(all.toArray(new String[0]));
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return JsonMapper.shared().readTree(result.out());
    }
}

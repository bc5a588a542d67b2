package contactimport.cli;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Checks and imports of the same few lines, and what they leave in a database. */
@ExtendWith(PostgresExtension.class)
abstract class Checks {

    /** Updates, creates, links, merges (3 and 4 are one person), clears a derived column, rejects, twice the same person. */
    static final String LINES = """
            inbox_identifier,contact_identifier,identifier,name,email,phone_number,custom_attributes.tier
            demo-lantern-crm,demo-crm-bruno,,Bruno T.,,,gold
            demo-lantern-crm,new-person-with-a-long-id,crm-2001,Zoe,zoe@lantern.example,,
            demo-lantern-crm,,,Zoe Q.,zoe@lantern.example,,silver
            demo-lantern-crm,demo-crm-chiara-phone,,,chiara@lantern.example,,
            demo-lantern-crm,demo-crm-gone,,Back again,,,
            demo-lantern-crm,demo-crm-farid,,,not an address,,
            demo-lantern-crm,demo-crm-greta,,Greta Lind,greta@lantern.example,,
            demo-lantern-crm,demo-crm-bruno,,Bruno Tavares,,,platinum
            """;

    static final String[] RULES = {"--mode", "upsert", "--on-conflict", "merge"};

    static final List<String> PLATFORM = List.of(
            "contacts",
            "contact_inboxes",
            "conversations",
            "messages",
            "notes",
            "csat_survey_responses",
            "taggings",
            "tags",
            "active_storage_attachments");

    @TempDir
    Path dir;

    // ---- fixtures ----

    static void people(TestDatabase db) {
        db.withPeople();
        db.newIdsBehind(1000);
    }

    Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("lines.csv"), text);
    }

    CliFixture.Result run(TestDatabase db, String command, Path file, String... options) {
        return run(new CliFixture(dir).with(db.target()), command, file, options);
    }

    CliFixture.Result run(CliFixture cli, String command, Path file, String... options) {
        List<String> all = new ArrayList<>(List.of(
                command, "--json", "--report-dir", dir.resolve("reports").toString(), file.toString()));
        all.addAll(List.of(options));
        return cli.run(all.toArray(new String[0]));
    }

    static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    static String counts(JsonNode summary) {
        return "read " + summary.get("read") + ": "
                + Stream.of("updated", "created", "merged", "unchanged", "rejected", "failed")
                        .map(name -> summary.get(name) + " " + name)
                        .collect(Collectors.joining(", "));
    }

    /** Where every row of the platform lies and who wrote it, and what the sequences gave out last. */
    static List<String> physical(TestDatabase db) {
        List<String> all = new ArrayList<>();
        for (String table : PLATFORM) {
            texts(
                            db,
                            "select concat_ws(' ', '" + table + "', ctid, xmin, xmax) as t from public." + table
                                    + " order by ctid")
                    .forEach(all::add);
        }
        all.addAll(texts(
                db,
                "select sequencename || ' ' || coalesce(last_value, 0) as t from pg_sequences"
                        + " where schemaname = 'public' order by 1"));
        return all;
    }

    static List<String> contents(TestDatabase db) {
        List<String> all = new ArrayList<>();
        for (String table : PLATFORM) {
            all.addAll(texts(db, "select to_jsonb(t)::text as t from public." + table + " t order by id"));
        }
        return all;
    }

    /** How many rows each of our own tables has; Spring Batch's are among them. */
    static List<String> rows(TestDatabase db) {
        return texts(
                        db,
                        "select relname as t from pg_class where relnamespace = 'contact_import'::regnamespace"
                                + " and relkind in ('r', 'p') order by 1")
                .stream()
                .map(table -> table + " " + db.value("select count(*) from contact_import." + table))
                .toList();
    }

    static List<String> texts(TestDatabase db, String sql) {
        return db.sql(sql).stream()
                .map(Map::values)
                .map(v -> String.valueOf(v.iterator().next()))
                .toList();
    }
}

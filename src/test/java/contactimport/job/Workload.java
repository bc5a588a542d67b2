package contactimport.job;

import contactimport.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file in which everything happens (updates in an order that matters, creations, absorptions, rejects, lines that change
 * nothing), the people it is about, and what the database holds afterwards in a form in which a disturbed import can be compared
 * with an undisturbed one: ids, source ids and tokens that the run made up are left out, and times count as old or new.
 * For mode upsert and policy merge.
 */
public final class Workload {

    /** What the import did in one database. Equal for every way to the end. */
    public record Outcome(List<String> rows, List<String> lines, String counts) {}

    private static final int FIRST_NEW_ID = 100_000;

    /** A person as the platform sees them, without what the run made up. */
    private static final String PERSON = "case when c.id < " + FIRST_NEW_ID + " then c.id::text else 'new' end || ' '"
            + " || (to_jsonb(c) - '{id,created_at,updated_at}'::text[])::text"
            + " || case when c.updated_at > '2026-06-01' then ' written' else '' end";

    private final int people;
    private final int lines;

    /** @param people at least 50 */
    public Workload(int people, int lines) {
        this.people = people;
        this.lines = lines;
    }

    /** Puts the people in; the inbox is {@code demo-lantern-crm}. */
    public TestDatabase into(TestDatabase db) {
        Trial.people(db, people);
        db.sql("update contacts set email = 'e' || id || '@lantern.example', phone_number = '+3247' || (1000000 + id),"
                + " custom_attributes = jsonb_build_object('tier', id % 3) where id > 1000");
        db.sql(
                "insert into notes (content, account_id, contact_id, created_at, updated_at) select 'note of ' || id, 1, id,"
                        + " '2026-01-01', '2026-01-01' from contacts where id > 1000");
        db.sql(
                "insert into taggings (tag_id, taggable_type, taggable_id, context, created_at) select 1 + id % 3, 'Contact',"
                        + " id, 'labels', '2026-01-01' from contacts where id > 1000");
        db.sql("select setval(pg_get_serial_sequence('notes', 'id'), 100000)");
        return db;
    }

    public Path file(Path dir) {
        Path file = dir.resolve("workload.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("inbox_identifier,contact_identifier,name,email,phone_number,custom_attributes.step\n");
            for (int i = 1; i <= lines; i++) {
                out.write("demo-lantern-crm," + line(i) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Absorptions stay within a block of ten people, so that there are many groups. */
    private String line(int i) {
        int one = 1 + Math.floorMod(i * 7919, people);
        int block = (one - 1) / 10 * 10 + 1;
        int other = block + Math.floorMod(i, 10);
        return switch (i % 20) {
            case 0 -> "p-" + one + ",,,,";
            case 1, 2 -> "another-person-of-line-" + i + ",New " + i + ",new" + i + "@lantern.example,," + i;
            case 3 -> "another-person-of-line-" + (i - 1) + ",New again " + i + ",,+3248" + (1000000 + i) + "," + i;
            case 4 -> "p-" + one + ",,e" + (1000 + other) + "@lantern.example,,";
            case 5 -> "p-" + one + ",,,+3247" + (1001000 + other) + ",";
            case 6 -> ",By e-mail " + i + ",e" + (1000 + other) + "@lantern.example,,";
            case 7 -> "p-" + one + ",Never,no address,,";
            case 8 -> i + ",Guessable " + i + ",,,";
            case 9 -> "p-" + one + ",Before its time,,+0,";
            default -> "p-" + one + ",N" + i + ",,," + i;
        };
    }

    /** @param db in which exactly one run was made */
    public static Outcome outcome(TestDatabase db) {
        List<String> rows = new ArrayList<>();
        rows.addAll(texts(db, "select 'contact ' || " + PERSON + " from contacts c"));
        rows.addAll(texts(
                db,
                "select 'link ' || (to_jsonb(l) - '{id,created_at,updated_at,pubsub_token,contact_id,source_id}'::text[])::text"
                        + " || case when l.source_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-' then ' made up' else ' ' || l.source_id end"
                        + " || ' of ' || " + PERSON
                        + " from contact_inboxes l join contacts c on c.id = l.contact_id"));
        for (String table : List.of("notes", "conversations", "csat_survey_responses")) {
            rows.addAll(texts(
                    db,
                    "select '" + table + " ' || n.id || ' of ' || " + PERSON + " from " + table
                            + " n join contacts c on c.id = n.contact_id"));
        }
        rows.addAll(texts(
                db,
                "select 'tagging ' || t.tag_id || ' of ' || " + PERSON
                        + " from taggings t join contacts c on c.id = t.taggable_id and t.taggable_type = 'Contact'"));
        rows.addAll(texts(
                db,
                "select 'nobody has link ' || source_id from contact_inboxes l where not exists"
                        + " (select from contacts c where c.id = l.contact_id)"));
        rows.sort(null);
        List<String> lines = texts(
                db,
                "select line || ' ' || outcome || coalesce(' ' || codes, '') from contact_import.ledger"
                        + " union all select line || ' warning ' || code || ' ' || field from contact_import.warning");
        lines.sort(null);
        return new Outcome(rows, lines, counts(db));
    }

    private static String counts(TestDatabase db) {
        return texts(
                        db,
                        "select status || ' ' || (summary - '{run_id,database,started_at,finished_at,rows_per_second,resumable}'"
                                + "::text[])::text from contact_import.run")
                .toString();
    }

    private static List<String> texts(TestDatabase db, String select) {
        List<String> texts = new ArrayList<>();
        for (Map<String, Object> row : db.sql(select)) {
            texts.add(String.valueOf(row.values().iterator().next()));
        }
        return texts;
    }
}

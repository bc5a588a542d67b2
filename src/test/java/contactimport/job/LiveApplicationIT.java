package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The import beside people at work on the same contacts, judged by what must hold however they interleave. Not judged, because
 * the platform has no constraint for it: one phone given to two people by the application and the import at one instant, and
 * rows that an application inserts for a contact without looking whether it is still there.
 */
@ExtendWith(PostgresExtension.class)
class LiveApplicationIT {

    private static final int PEOPLE = 300;
    private static final int LINES = 3_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"UPSERT, MERGE, 1", "UPDATE, MERGE, 2", "UPSERT, DROP, 3", "UPSERT, REJECT, 4"})
    void people_at_work_and_the_import_do_each_other_no_harm(
            Mode mode, OnConflict policy, long seed, @Fresh TestDatabase db) {
        Trial.people(db, PEOPLE);
        db.sql("update contacts set email = 'e' || id - 1001 || '@lantern.example' where id > 1000 and id % 2 = 0");
        db.sql("insert into conversations (account_id, inbox_id, contact_id, display_id, created_at, updated_at)"
                + " select 1, 2, id, id, '2026-01-01', '2026-01-01' from contacts where id > 1000");
        LiveApplication.Books books = new LiveApplication.Books();
        ExecutorService agents = Executors.newFixedThreadPool(2);
        try (Trial trial =
                Trial.of(db, dir).rules(mode, policy).parallel(2, 8, 40).attempts(20, attempt -> Thread.yield())) {
            Future<Importer.Result> running =
                    trial.start("contact_identifier,name,email,phone_number,custom_attributes.plan", lines(seed));
            trial.until(running, "exists (select from contact_import.partition)");
            List<Future<Void>> work = new ArrayList<>();
            for (int i = 1; i <= 2; i++) {
                work.add(agents.submit(new LiveApplication(db, books, seed * 100 + i, 3_000, PEOPLE)));
            }
            Importer.Result result = Trial.resultOf(running);
            int whileItRan = books.committed.get();
            work.forEach(Trial::resultOf);
            assertThat(whileItRan)
                    .as("operations beside the import, " + books.lost + " lost")
                    .isPositive();
            judge(db, result, books);
        } finally {
            agents.shutdown();
        }
    }

    private static List<String> lines(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add("p-" + (1 + random.nextInt(2 * PEOPLE)) + ",Name " + i + ","
                    + (random.nextInt(4) == 0 ? "E" + random.nextInt(2 * PEOPLE) + "@lantern.example" : "") + ","
                    + (random.nextInt(10) == 0 ? "+3247" + (1000000 + random.nextInt(PEOPLE)) : "") + ",plan " + i);
        }
        return lines;
    }

    private static void judge(TestDatabase db, Importer.Result result, LiveApplication.Books books) {
        var proof = result.report().run().proof();
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.tally().read()).isEqualTo(LINES);
        assertThat(proof.tally().outcomes()).isEqualTo(LINES);
        assertThat(proof.tally().failed()).isZero();
        assertThat(result.exitCode()).isIn(0, 3);
        none(db, "a line refused by the database", "contact_import.ledger where codes like '%DATABASE_REFUSED%'");
        none(db, "an e-mail twice", twice("account_id, lower(email)", "coalesce(email, '') <> ''"));
        none(db, "an identifier twice", twice("account_id, identifier", "coalesce(identifier, '') <> ''"));
        none(db, "a phone twice", twice("account_id, phone_number", "coalesce(phone_number, '') <> ''"));
        for (String table : List.of("contact_inboxes", "conversations", "notes")) {
            none(db, table + " of nobody", table + " t where contact_id <> 999" + nobody("contact_id"));
        }
        none(db, "messages of nobody", "messages t where sender_type = 'Contact'" + nobody("sender_id"));
        none(db, "an absorbed contact is there", "contact_import.absorbed a join contacts c on c.id = a.contact_id");
        none(db, "a creation time changed", "contacts where id between 1001 and 1300 and created_at <> '2026-01-01'");
        books.edits.forEach((id, edits) -> db.sql(
                        "select company_id, (custom_attributes ->> 'app')::int as app from contacts where id = " + id)
                .forEach(row -> {
                    assertThat(row.get("company_id")).as("contact " + id).isEqualTo((long) edits);
                    assertThat((Integer) row.get("app")).as("contact " + id).isGreaterThanOrEqualTo(edits);
                }));
        none(
                db,
                "somebody vanished whom nobody removed",
                "generate_series(1001, 1300) n where not exists (select from contacts where id = n)"
                        + " and not exists (select from contact_import.absorbed where contact_id = n) and n not in ("
                        + books.deleted.stream().map(String::valueOf).reduce("0", (a, b) -> a + "," + b) + ")");
    }

    private static String nobody(String column) {
        return " and not exists (select from contacts c where c.id = t." + column + ")";
    }

    private static String twice(String key, String condition) {
        return "(select from contacts where id > 1000 and " + condition + " group by " + key
                + " having count(*) > 1) twice";
    }

    private static void none(TestDatabase db, String what, String from) {
        assertThat(db.value("select count(*) from " + from)).as(what).isEqualTo(0L);
    }
}

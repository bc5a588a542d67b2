package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table whose pages are full, as that of a platform is: what an import of all contacts makes of it. */
@ExtendWith(PostgresExtension.class)
class InPlaceIT {

    private static final int PEOPLE = 8_192;

    @TempDir
    Path dir;

    @Test
    void changed_attributes_leave_most_contacts_on_their_pages_and_the_indexes_alone(@Fresh TestDatabase db) {
        people(db);
        long contacts = size(db, "contacts");
        long emails = size(db, "uniq_email_per_account_contact");

        run(db);

        assertThat(db.value("select count(*) from contacts where custom_attributes = '{\"tier\": \"gold\"}'"))
                .isEqualTo((long) PEOPLE);
        assertThat(size(db, "contacts"))
                .as("of %d bytes; all that move make it twice as large", contacts)
                .isLessThan(contacts * 14 / 10);
        assertThat(size(db, "uniq_email_per_account_contact"))
                .as("of %d bytes", emails)
                .isLessThan(emails * 12 / 10);
    }

    private void run(TestDatabase db) {
        List<String> lines = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(n -> "p-" + n + ",gold")
                .toList();
        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 256)) {
            assertThat(trial.run("contact_identifier,custom_attributes.tier", lines)
                            .exitCode())
                    .isZero();
        }
    }

    /** Of the usual length, with attributes in which the new value has room. */
    private static void people(TestDatabase db) {
        Trial.people(db, PEOPLE);
        db.sql("update contacts set email = 'person' || id || '@example.com', phone_number = '+49' || id,"
                + " contact_type = 1, custom_attributes = '{\"tier\": \"none\"}' where id > 1000");
        db.sql("alter table contacts set (autovacuum_enabled = false)");
        db.sql("vacuum full contacts");
    }

    private static long size(TestDatabase db, String relation) {
        return (Long) db.value("select pg_relation_size(?::regclass)", relation);
    }
}

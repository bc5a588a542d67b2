package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Worlds in which the product once went wrong, as the proof shrank and printed them. */
@ExtendWith(PostgresExtension.class)
class FoundWorldsIT {

    private final TestDatabase db;

    @TempDir
    private Path directory;

    FoundWorldsIT(TestDatabase db) {
        this.db = db;
    }

    private void holds(String world) throws Exception {
        try (ProductEngine product = new ProductEngine(db, directory.resolve("reports"))) {
            Proof proof = new Proof(new WorldDatabase(db.ownerDataSource()), product, directory);
            assertThat(proof.differences(Worlds.parse(world))).isEmpty();
        }
    }

    @Test
    void a_contact_with_attributes_that_are_no_object_is_found_by_the_others() throws Exception {
        holds("""
            jsonl lf mode=UPDATE match=custom_attributes.crm on-conflict=REJECT identifier=ASSIGN hmac=INBOX hmac-bind=true trim=true inbox= account= chunk=1 threads=1 partitions=1
            channel_api {"id":12,"identifier":"box-2"}
            inboxes {"id":2,"channel_id":12,"channel_type":"Channel::Api"}
            contacts {"id":1,"additional_attributes":[],"custom_attributes":{"crm":"100"}}
            line {"inbox_identifier":"box-2","custom_attributes":{"crm":1E+2}}
            """);
    }

    @Test
    void a_link_into_another_account_finds_nobody_and_that_account_stays_as_it_is() throws Exception {
        holds("""
            csv lf mode=UPSERT match=source-id,identifier,email on-conflict=REJECT identifier=ASSIGN hmac=INBOX hmac-bind=true trim=true inbox= account= chunk=1 threads=1 partitions=1
            channel_api {"id":12,"identifier":"box-2"}
            inboxes {"id":2,"account_id":2,"channel_id":12,"channel_type":"Channel::Api"}
            contacts {"id":2,"email":"b@x"}
            contacts {"id":3}
            contact_inboxes {"id":7,"contact_id":3,"inbox_id":2,"source_id":"777777777777777777777"}
            line {"inbox_identifier":"box-2","contact_identifier":"777777777777777777777","email":"B@X"}
            """);
    }

    @Test
    void a_line_that_found_its_inbox_but_has_no_key_makes_this_the_right_database() throws Exception {
        holds("""
            csv lf mode=UPSERT match=identifier on-conflict=REJECT identifier=ASSIGN hmac=INBOX hmac-bind=true trim=true inbox= account= chunk=1 threads=1 partitions=1 clear= policies=
            channel_api {"id":11,"identifier":"box-1"}
            inboxes {"id":1,"channel_id":11,"channel_type":"Channel::Api"}
            line {"inbox_identifier":"box-1"}
            line {"inbox_identifier":"box-9"}
            """);
    }
}

package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.verify.Inbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PlatformIT {

    @Test
    void the_platform_of_today_has_everything(@Fresh TestDatabase database) throws SQLException {
        Platform platform = detect(database);
        assertThat(List.of("conversations", "messages", "notes", "csat_survey_responses", "taggings", "tags"))
                .allMatch(platform::has);
        assertThat(platform.has("active_storage_attachments")).isTrue();
        assertThat(List.of("company_id", "blocked", "location", "country_code", "middle_name", "last_name"))
                .allMatch(column -> platform.has("contacts", column));
    }

    @Test
    void what_an_older_platform_lacks_is_seen(@Fresh TestDatabase database) throws SQLException {
        database.sql("drop table csat_survey_responses");
        database.sql("alter table contacts drop column company_id");
        Platform platform = detect(database);
        assertThat(platform.has("csat_survey_responses")).isFalse();
        assertThat(platform.has("csat_survey_responses", "contact_id")).isFalse();
        assertThat(platform.has("contacts", "company_id")).isFalse();
        assertThat(platform.has("contacts", "blocked")).isTrue();
    }

    @Test
    void a_table_that_every_import_needs_is_named_when_it_is_missing(@Fresh TestDatabase database) {
        database.sql("drop table channel_api");
        database.sql("alter table contacts drop column identifier");
        assertThatThrownBy(() -> detect(database))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("the database " + database.name()
                        + " is no database of the platform: schema public lacks channel_api, contacts.identifier");
    }

    @Test
    void a_database_without_any_table_says_so(@Fresh TestDatabase database) {
        database.sql("drop schema public cascade");
        assertThatThrownBy(() -> detect(database))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("channel_api, contact_inboxes, contacts, inboxes")
                .hasMessageEndingWith("(there is no table at all in schema public)");
    }

    @Test
    void the_platform_can_live_in_another_schema(@Fresh TestDatabase database) throws SQLException {
        database.sql("alter schema public rename to helpdesk");
        Schemas schemas = new Schemas("contact_import", "helpdesk");
        try (Connection connection = database.raw()) {
            assertThat(Platform.detect(connection, schemas).has("contacts")).isTrue();
        }
    }

    @Test
    void nothing_unknown_points_to_contacts_in_the_platform_itself(@Fresh TestDatabase database) throws SQLException {
        database.withPeople();
        assertThat(unknown(database)).isEmpty();
    }

    @Test
    void tables_of_a_fork_that_point_to_contacts_are_found(@Fresh TestDatabase database) throws SQLException {
        database.sql("create table public.visits (id bigint, contact_id bigint)");
        database.sql("create table public.referrals (id bigint, referring_contact_id bigint, contactid text)");
        database.sql("create schema crm");
        database.sql("create table crm.deals (id bigint, buyer integer references public.contacts (id))");
        database.sql("create table public.favourites (id bigint, thing_type text, thing_id bigint)");
        database.sql("insert into public.favourites values (1, 'Conversation', 1), (2, 'Contact', 1)");
        database.sql("create table public.audits (id bigint, auditable_type text, auditable_id bigint)");
        database.sql("insert into public.audits values (1, 'Inbox', 1)");
        database.grantAgain();
        assertThat(unknown(database))
                .extracting(r -> r.name(Schemas.DEFAULT))
                .containsExactlyInAnyOrder(
                        "crm.deals.buyer",
                        "favourites.thing_id",
                        "referrals.referring_contact_id",
                        "visits.contact_id");
    }

    @Test
    void a_partitioned_table_is_named_once(@Fresh TestDatabase database) throws SQLException {
        database.sql("create table public.visits (id bigint, contact_id bigint) partition by range (id)");
        database.sql("create table public.visits_1 partition of public.visits for values from (0) to (100)");
        assertThat(unknown(database)).extracting(Reference::table).containsExactly("visits");
    }

    @Test
    void inboxes_are_the_api_inboxes_with_an_identifier(@Fresh TestDatabase database) throws SQLException {
        database.withPeople();
        database.sql("insert into channel_api (id, account_id, created_at, updated_at) values (9, 1, now(), now())");
        database.sql("insert into inboxes (id, channel_id, channel_type, account_id, name, created_at, updated_at)"
                + " values (9, 9, 'Channel::Api', 1, 'nameless', now(), now())");
        database.sql("update channel_api set hmac_token = null where id = 3");
        try (Connection connection = database.dataSource().getConnection()) {
            var inboxes = InboxTable.load(connection);
            assertThat(inboxes.all()).extracting(Inbox::id).containsExactlyInAnyOrder(1L, 2L, 3L);
            Inbox app = inboxes.find("demo-lantern-app").orElseThrow();
            assertThat(app.hmacMandatory()).isTrue();
            assertThat(app.accountId()).isEqualTo(1);
            assertThat(app.name()).isEqualTo("Traveller app");
            assertThat(app.key()).isNotNull();
            assertThat(inboxes.withId(3).key()).isNull();
            assertThat(InboxTable.contacts(connection)).isEqualTo(Map.of(1L, 4L, 2L, 8L, 3L, 3L));
        }
    }

    private static Platform detect(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Platform.detect(connection, Schemas.DEFAULT);
        }
    }

    private static List<Reference> unknown(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return References.unknown(connection, Schemas.DEFAULT);
        }
    }
}

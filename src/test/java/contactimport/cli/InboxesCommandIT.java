package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(PostgresExtension.class)
class InboxesCommandIT {

    @TempDir
    Path home;

    @Test
    void a_table_says_what_can_be_addressed_and_never_the_token(@Fresh TestDatabase database) {
        database.withPeople();
        database.sql("update channel_api set hmac_token = '' where id = 3");
        var result = new CliFixture(home).with(database.target()).run("inboxes");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "ID  ACCOUNT  IDENTIFIER         NAME           HMAC MANDATORY  TOKEN  CONTACTS",
                        "1   1        demo-lantern-app   Traveller app  yes             set    4",
                        "2   1        demo-lantern-crm   CRM feed       no              set    8",
                        "3   2        demo-harbour-shop  Web shop       no              none   3");
        assertThat(result.err()).isEqualTo("Database: " + database.target().name() + "\n");
        assertThat(result.out() + result.err()).doesNotContain("demo-token");
    }

    @Test
    void json_is_one_object_with_the_database(@Fresh TestDatabase database) {
        database.withPeople();
        var result = new CliFixture(home).with(database.target()).run("inboxes", "--json");
        JsonNode json = JsonMapper.shared().readTree(result.out());
        assertThat(json.get("database").asString()).startsWith(database.name() + " on localhost:");
        assertThat(json.get("inboxes").size()).isEqualTo(3);
        JsonNode first = json.get("inboxes").get(0);
        assertThat(first.toString())
                .isEqualTo("{\"id\":1,\"account_id\":1,\"identifier\":\"demo-lantern-app\",\"name\":\"Traveller app\","
                        + "\"hmac_mandatory\":true,\"hmac_token_set\":true,\"contacts\":4}");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).doesNotContain("demo-token");
    }

    @Test
    void a_database_without_the_platform_is_one_line_and_exit_2(@Fresh TestDatabase database) {
        database.sql("drop schema public cascade");
        var result = new CliFixture(home).with(database.target()).run("inboxes");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("contact-import: the database " + database.name() + " is no database of the platform")
                .hasLineCount(1);
    }

    @Test
    void a_role_that_may_not_read_is_one_line_and_exit_2(@Fresh TestDatabase database) {
        database.sql("drop role if exists reader");
        database.sql("create role reader login");
        var result = new CliFixture(home)
                .with(database.target())
                .with("SPRING_DATASOURCE_USERNAME", "reader")
                .run("inboxes");
        database.sql("drop role reader");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("contact-import: the inboxes cannot be read: the role may not (SQLSTATE 42501)\n");
    }

    @Test
    void migrate_creates_our_schema_once(@Fresh TestDatabase database) {
        database.sql("drop schema contact_import cascade");
        CliFixture cli = new CliFixture(home).with(database.owner());
        var first = cli.run("migrate");
        assertThat(first.exit()).isZero();
        assertThat(first.out())
                .startsWith("schema contact_import of " + database.name())
                .contains("migrations applied");
        assertThat(cli.run("migrate").out()).contains("is up to date");
        assertThat(database.sql("select * from contact_import.run")).isEmpty();
        assertThat(database.value("select count(*) from contacts"))
                .as("the demo never goes into a database of others")
                .isEqualTo(0L);
    }

    @Test
    void with_nothing_set_the_embedded_demo_is_listed_and_then_stopped() throws Exception {
        var result = new CliFixture(home).run("inboxes");
        assertThat(result.err())
                .isEqualTo("Database: the embedded demo database in "
                        + home.toRealPath().resolve(".contact-import") + "\n");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("demo-lantern-app");
        assertThat(Files.exists(Postmaster.file(home.resolve(".contact-import/data"))))
                .isFalse();
    }
}

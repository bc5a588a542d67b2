package contactimport;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension.Fresh;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresExtensionIT {

    private final TestDatabase ofTheClass;

    PostgresExtensionIT(TestDatabase ofTheClass) {
        this.ofTheClass = ofTheClass;
    }

    @Test
    void the_class_keeps_one_database(TestDatabase again) {
        assertThat(again).isSameAs(ofTheClass);
    }

    @Test
    void a_fresh_database_has_the_platform_and_our_schema_both_empty(@Fresh TestDatabase fresh) {
        assertThat(fresh).isNotSameAs(ofTheClass);
        assertThat(fresh.sql("select * from contacts")).isEmpty();
        assertThat(fresh.sql("select * from run")).isEmpty();
        assertThat(fresh.value(
                        "select count(*) from pg_indexes where schemaname = 'public' and tablename = 'contacts'"))
                .as("the primary key and the twelve of the platform")
                .isEqualTo(13L);
        assertThat(fresh.value("select count(*) from pg_indexes where tablename = 'contact_inboxes'"))
                .isEqualTo(6L);
    }

    @Test
    void the_people_of_the_demo_can_be_loaded_and_added_to(@Fresh TestDatabase fresh) {
        fresh.withPeople();
        assertThat(fresh.value("select count(*) from contacts")).isEqualTo(12L);
        assertThat(fresh.value("insert into contacts (account_id, created_at, updated_at)"
                        + " values (1, current_timestamp, current_timestamp) returning id"))
                .isEqualTo(13);
    }

    @Test
    void a_raw_connection_has_the_hostile_defaults() throws SQLException {
        try (var raw = ofTheClass.raw();
                var statement = raw.createStatement();
                var result = statement.executeQuery("show transaction_isolation")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("repeatable read");
        }
    }
}

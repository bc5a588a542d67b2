package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class SessionsIT {

    private final TestDatabase database;

    SessionsIT(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction_isolation | read committed | repeatable read",
                "TimeZone | UTC | Asia/Kolkata",
                "lock_timeout | 5s | 1min",
                "statement_timeout | 5min | 0",
                "idle_in_transaction_session_timeout | 5min | 0",
                "row_security | off | on",
                "search_path | \"contact_import\", \"public\" | pg_catalog",
                "jit | off | on",
                "plan_cache_mode | force_custom_plan | force_generic_plan",
                "application_name | contact-import | somebody",
                "synchronous_commit | on | off",
                "transaction_read_only | off | on",
                "transaction_deferrable | off | on",
                "DateStyle | ISO, MDY | German, DMY",
                "bytea_output | hex | escape",
                "extra_float_digits | 1 | -5",
                "standard_conforming_strings | on | off",
            })
    void a_session_of_ours_has_its_own_setting_whatever_the_default(String name, String ours, String hostile)
            throws SQLException {
        String setting = name.replaceFirst("^transaction_", "default_transaction_");
        try (Connection raw = database.raw();
                var statement = raw.createStatement()) {
            statement.execute("alter role " + database.target().user() + " in database " + database.name() + " set "
                    + setting + " to " + (hostile.contains(",") ? hostile : "'" + hostile + "'"));
        }
        try (var pool = Sessions.open(database.target(), 1);
                Connection connection = pool.getConnection()) {
            assertThat(show(connection, name)).isEqualTo(ours);
        } finally {
            reset();
        }
    }

    @Test
    void a_pooled_connection_comes_back_as_it_was_after_somebody_changed_the_isolation() throws SQLException {
        try (var pool = Sessions.open(database.target(), 1)) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(show(connection, "transaction_isolation")).isEqualTo("read committed");
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                }
            }
        }
    }

    @Test
    void the_pool_has_room_for_two_beside_the_threads() throws SQLException {
        try (var pool = Sessions.open(database.target(), 3)) {
            List<Connection> held = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                held.add(pool.getConnection());
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(5);
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void a_schema_with_a_strange_name_is_quoted() throws SQLException {
        Schemas strange = new Schemas("it's \"ours\"", "public");
        try (var pool = Sessions.open(database.target().withSchemas(strange), 1);
                Connection connection = pool.getConnection()) {
            assertThat(show(connection, "search_path")).isEqualTo("\"it's \"\"ours\"\"\", \"public\"");
        }
    }

    @Test
    void a_database_that_does_not_exist_is_one_sentence() {
        Target target = database.target();
        Target missing = new Target(
                target.url().replace(database.name(), "nowhere"), target.user(), null, "nowhere on localhost");
        assertThatThrownBy(() -> Sessions.open(missing, 1))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("there is no database nowhere on localhost");
    }

    @Test
    void a_server_that_is_down_is_one_sentence() {
        Target down = new Target("jdbc:postgresql://localhost:1/x", "postgres", null, "x on localhost:1");
        assertThatThrownBy(() -> Sessions.open(down, 1))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageStartingWith("the database x on localhost:1 cannot be reached");
    }

    @Test
    void a_role_that_does_not_exist_is_one_sentence() {
        Target stranger = new Target(database.url(), "stranger", "secret-word", "x");
        assertThatThrownBy(() -> Sessions.open(stranger, 1))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("the database x does not let user stranger in")
                .hasMessageNotContaining("secret-word");
        assertThat(stranger.toString()).doesNotContain("secret-word");
    }

    private void reset() throws SQLException {
        try (Connection raw = database.raw();
                var statement = raw.createStatement()) {
            statement.execute("set transaction read write; alter role "
                    + database.target().user() + " in database " + database.name() + " reset all");
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (ResultSet result = connection.createStatement().executeQuery("show " + setting)) {
            result.next();
            return result.getString(1);
        }
    }
}

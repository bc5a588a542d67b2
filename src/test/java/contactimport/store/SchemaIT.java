package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class SchemaIT {

    @Test
    void a_migrated_schema_is_accepted_and_not_migrated_again(@Fresh TestDatabase database) {
        assertThatCode(() -> require(database)).doesNotThrowAnyException();
        assertThat(Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT)).isZero();
    }

    @Test
    void the_latest_version_is_the_newest_migration_file(@Fresh TestDatabase database) {
        assertThat(database.value("select max(version::int) from flyway_schema_history"))
                .as("Schema.LATEST")
                .isEqualTo(Schema.LATEST);
    }

    @Test
    void a_database_without_our_schema_is_told_to_migrate_and_then_works(@Fresh TestDatabase database) {
        database.sql("drop schema contact_import cascade");
        assertThatThrownBy(() -> require(database))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("the tables of contact-import in schema contact_import of database " + database.name()
                        + " are missing; run, for the same database: contact-import migrate");
        assertThat(Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT)).isPositive();
        database.grantAgain();
        assertThatCode(() -> require(database)).doesNotThrowAnyException();
    }

    @Test
    void an_older_or_newer_schema_is_refused(@Fresh TestDatabase database) {
        database.sql("update flyway_schema_history set version = '1' where version = '" + Schema.LATEST + "'");
        assertThatThrownBy(() -> require(database)).hasMessageContaining("are older than this program");
        database.sql("update flyway_schema_history set version = '999' where installed_rank ="
                + " (select max(installed_rank) from flyway_schema_history)");
        assertThatThrownBy(() -> require(database)).hasMessageContaining("newer version of the program");
    }

    @Test
    void our_history_and_tables_stay_out_of_the_platforms_schema(@Fresh TestDatabase database) {
        database.sql("drop schema contact_import cascade");
        Object before = database.value("select count(*) from pg_class where relnamespace = 'public'::regnamespace");
        Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT);
        assertThat(database.value("select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo(before);
    }

    @Test
    void a_schema_of_another_name_works(@Fresh TestDatabase database) throws SQLException {
        Schemas other = new Schemas("Imports of \"ours\"", "public");
        try (var pool = Sessions.open(database.owner().withSchemas(other), 1)) {
            assertThat(Schema.migrate(pool, other)).isPositive();
            try (Connection connection = pool.getConnection()) {
                Schema.requireMigrated(connection, other);
            }
        }
    }

    @Test
    void a_role_that_may_not_create_a_schema_is_told_what_the_owner_must_do(@Fresh TestDatabase database) {
        database.sql("drop schema contact_import cascade");
        withRole(database, "plain_role");
        Target plain = new Target(database.url(), "plain_role", null, database.name());
        try (var pool = Sessions.open(plain, 1)) {
            assertThatThrownBy(() -> Schema.migrate(pool, Schemas.DEFAULT))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("create schema contact_import authorization ROLE");
            database.sql("create schema contact_import authorization plain_role");
            assertThat(Schema.migrate(pool, Schemas.DEFAULT)).isPositive();
        } finally {
            database.sql("drop owned by plain_role cascade");
            database.sql("drop role plain_role");
        }
    }

    @Test
    void a_role_that_may_not_look_is_told_so(@Fresh TestDatabase database) {
        withRole(database, "blind_role");
        Target blind = new Target(database.url(), "blind_role", null, database.name());
        try (var pool = Sessions.open(blind, 1);
                Connection connection = pool.getConnection()) {
            assertThatThrownBy(() -> Schema.requireMigrated(connection, Schemas.DEFAULT))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessage("role blind_role may not use schema contact_import; let its owner run:"
                            + " contact-import migrate --grant-to ROLE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            database.sql("drop role blind_role");
        }
    }

    @Test
    void a_role_with_grants_runs_without_any_right_to_create(@Fresh TestDatabase database) throws SQLException {
        withRole(database, "\"the runner\"");
        Target runner = new Target(database.url(), "the runner", null, database.name());
        try (Connection connection = Sessions.connect(runner)) {
            assertThatThrownBy(() -> Schema.requireMigrated(connection, Schemas.DEFAULT))
                    .hasMessageContaining("--grant-to");
            Schema.grant(database.ownerDataSource(), Schemas.DEFAULT, "the runner");
            Schema.requireMigrated(connection, Schemas.DEFAULT);
            var statement = connection.createStatement();
            statement.execute(
                    "insert into run (id, file_name, file_size, sha256, format, settings, fingerprint, status,"
                            + " started_at) values ('r', 'f', 1, 's', 'csv', '{}', 'p', 'open', now())");
            statement.execute("select open_run_partitions(no) from run");
            statement.execute("insert into staged_row (run_no, ordinal, line, account_id, inbox_id, patch, raw)"
                    + " select no, 1, 2, 1, 1, '{}', '' from run");
            statement.execute("select drop_run_partitions(no) from run");
        } finally {
            database.sql("drop owned by \"the runner\" cascade");
            database.sql("drop role \"the runner\"");
        }
    }

    @Test
    void an_update_gives_the_new_tables_to_the_roles_that_have_the_others(@Fresh TestDatabase database) {
        withRole(database, "\"the runner\"");
        try {
            Schema.grant(database.ownerDataSource(), Schemas.DEFAULT, "the runner");
            // As a database of five versions before.
            database.sql("alter table staged_row drop column name");
            database.sql("alter table staged_row drop column custom");
            database.sql("alter table assignment drop column open");
            database.sql("alter table assignment drop column contact_id");
            database.sql("alter table absorbed drop column rank");
            database.sql("alter table separated drop column rank");
            database.sql("drop trigger remove_rows on run");
            database.sql("drop function remove_rows_of_run()");
            database.sql("drop table idle_range");
            for (String table : List.of(
                    "ledger",
                    "warning",
                    "correction",
                    "moved",
                    "absorbed",
                    "attribute_holder",
                    "removed",
                    "separated")) {
                database.sql("alter table " + table + " add constraint " + table + "_run_no_fkey"
                        + " foreign key (run_no) references run (no)");
            }
            database.sql("delete from flyway_schema_history where version in ('19', '20', '21', '22', '23')");

            assertThat(Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT))
                    .isEqualTo(5);

            assertThat(database.value("select has_table_privilege('the runner', 'idle_range', 'insert, delete')"))
                    .isEqualTo(true);
        } finally {
            database.sql("drop owned by \"the runner\" cascade");
            database.sql("drop role \"the runner\"");
        }
    }

    /** A patch as it was staged before version 23, and as it is now: name, custom attributes and the rest. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        |     |           | {"d": true}
            {"f": true}                               |     |           |
            {"n": "Ada", "c": {"a": 1}, "f": true}    | Ada | {"a": 1}  |
            {"n": "Ada", "c": {"a": [1]}}             | Ada | {"a": [1]}| {"d": true}
            {"a": {"city": "Bonn"}, "f": true}        |     |           | {"a": {"city": "Bonn"}}
            {"c": {"a": 1}, "x": ["name"], "f": true} |     | {"a": 1}  | {"x": ["name"]}
            """)
    void rows_of_a_run_in_flight_are_rewritten(
            String before,
            @Nullable String name,
            @Nullable String custom,
            @Nullable String patch,
            @Fresh TestDatabase database) {
        long run = PlanWorld.newRun(database);
        database.sql("alter table staged_row drop column name, drop column custom, alter column patch set not null");
        database.sql("delete from flyway_schema_history where version = '23'");
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, patch, raw)"
                        + " values (?, 1, 2, 1, 1, ?::jsonb, '')",
                run,
                before);

        Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT);

        assertThat(database.value(
                        "select (name, custom, patch) is not distinct from (?::text, ?::jsonb, ?::jsonb) from staged_row",
                        name,
                        custom,
                        patch))
                .isEqualTo(true);
        assertThat(database.value("select epoch from run where no = ?", run))
                .as("a process of the older version does not go on with it")
                .isEqualTo(2);
    }

    @Test
    void a_grant_to_nobody_is_one_sentence(@Fresh TestDatabase database) {
        assertThatThrownBy(() -> Schema.grant(database.ownerDataSource(), Schemas.DEFAULT, "nobody; drop table run"))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("could not be given");
        assertThat(database.sql("select * from run")).isEmpty();
    }

    @Test
    void a_schema_that_belongs_to_something_else_is_left_alone(@Fresh TestDatabase database) {
        database.sql("drop schema contact_import cascade");
        database.sql("create schema contact_import");
        database.sql("create table contact_import.run (something integer)");
        assertThatThrownBy(() -> Schema.migrate(database.ownerDataSource(), Schemas.DEFAULT))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("is left alone");
        assertThat(database.sql("select something from contact_import.run")).isEmpty();
    }

    private static void withRole(TestDatabase database, String name) {
        database.sql("drop role if exists " + name);
        database.sql("create role " + name + " login");
    }

    private static void require(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Schema.requireMigrated(connection, Schemas.DEFAULT);
        }
    }

    /** Their numbers may have gaps. */
    private static int migrations() {
        String[] files = new java.io.File("src/main/resources/db/migration").list();
        return files.length;
    }
}

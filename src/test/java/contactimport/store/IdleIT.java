package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(PostgresExtension.class)
class IdleIT {

    private static final Rules UPDATE = Rules.defaults(Rules.Mode.UPDATE);

    private final TestDatabase database;

    IdleIT(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest(name = "{3}")
    @CsvFileSource(resources = "/rules/idle.csv", numLinesToSkip = 1)
    void a_line_is_idle_only_if_it_is_certain_that_it_changes_nothing(
            @Nullable String stored, @Nullable String line, boolean idle, String why) throws SQLException {
        long run = oneLineForAda();
        set("contacts", stored);
        set("staged_row", line);

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select status from partition where run_no = ?", run))
                .as(why)
                .isEqualTo(idle ? "done" : "open");
    }

    @Test
    void idle_lines_are_decided_and_unchanged_by_the_plan_and_counted() throws SQLException {
        long run = oneLineForAda();

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select (rows, line_sum, position, decided, unchanged, unchanged_line_sum)::text"
                        + " from partition where run_no = " + run))
                .isEqualTo("(1,2,1,1,1,2)");
    }

    @Test
    void a_group_with_one_line_that_changes_something_is_merged_whole() throws SQLException {
        long run = oneLineForAda();
        database.sql(
                "insert into staged_row select run_no, 2, 3, account_id, inbox_id, source_id, identifier, email, phone,"
                        + " '{\"n\":\"Ada L.\"}', raw from staged_row where run_no = " + run);

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select (rows, position, status)::text from partition where run_no = ?", run))
                .isEqualTo("(2,0,open)");
    }

    @Test
    void lines_that_give_way_to_newer_ones_are_decided_one_by_one() throws SQLException {
        long run = oneLineForAda();

        plan(run, new Yielding(true, false));

        assertThat(database.value("select status from partition where run_no = ?", run))
                .isEqualTo("open");
    }

    private void plan(long run, Yielding yielding) throws SQLException {
        Platform platform;
        try (Connection connection = database.dataSource().getConnection()) {
            platform = Platform.detect(connection, Schemas.DEFAULT);
        }
        new Planner(database.dataSource(), Idle.of(UPDATE, platform, yielding)).plan(run, 1, UPDATE, 4);
    }

    private void set(String table, @Nullable String assignments) {
        if (assignments != null) {
            database.sql("update " + table + " set " + assignments);
        }
    }

    private long oneLineForAda() {
        database.sql("truncate contacts, contact_inboxes");
        database.sql("delete from staged_row");
        database.sql(
                "insert into contacts (id, account_id, name, identifier, email, phone_number, contact_type, created_at,"
                        + " updated_at) values (1, 1, 'Ada', 'crm-1', 'ada@x', '+1', 1, now(), now())");
        database.sql("insert into contact_inboxes (inbox_id, source_id, contact_id, created_at, updated_at)"
                + " values (1, 'ada', 1, now(), now())");
        long run = PlanWorld.newRun(database);
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, identifier, email, phone,"
                        + " patch, raw) values (" + run + ", 1, 2, 1, 1, 'ada', 'crm-1', 'ada@x', '+1', '{}', '')");
        return run;
    }
}

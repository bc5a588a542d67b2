package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
        long run = PlanWorld.oneLineForAda(database);
        set("contacts", stored);
        set("staged_row", line);

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select status from partition where run_no = ?", run))
                .as(why)
                .isEqualTo(idle ? "done" : "open");
    }

    @Test
    void idle_lines_are_decided_and_unchanged_by_the_plan_and_counted() throws SQLException {
        long run = PlanWorld.oneLineForAda(database);

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select (rows, line_sum, position, decided, unchanged, unchanged_line_sum)::text"
                        + " from partition where run_no = " + run))
                .isEqualTo("(1,2,1,1,1,2)");
    }

    @Test
    void a_group_with_one_line_that_changes_something_is_merged_whole() throws SQLException {
        long run = PlanWorld.oneLineForAda(database);
        database.sql(
                "insert into staged_row select run_no, 2, 3, account_id, inbox_id, source_id, identifier, email, phone,"
                        + " null, raw, 'Ada L.' from staged_row where run_no = " + run);

        plan(run, Yielding.TO_NOTHING);

        assertThat(database.value("select (rows, position, status)::text from partition where run_no = ?", run))
                .isEqualTo("(2,0,open)");
    }

    @Test
    void lines_that_give_way_to_newer_ones_are_decided_one_by_one() throws SQLException {
        long run = PlanWorld.oneLineForAda(database);

        plan(run, new Yielding(true, false));

        assertThat(database.value("select status from partition where run_no = ?", run))
                .isEqualTo("open");
    }

    @Test
    void ranges_go_to_the_database_while_they_are_told_so_that_memory_does_not_hold_half_a_file() throws SQLException {
        long run = PlanWorld.oneLineForAda(database);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (AssignmentWriter writer = new AssignmentWriter(connection, run, 1)) {
                writer.row(0, 1, 1, 1, 2, LongRows.NULL, Dealt.UNKNOWN);
                for (long first = 2; first <= 2L * AssignmentWriter.MOST_RANGES + 2; first += 2) {
                    writer.idle(first, first, 1, first + 1);
                }

                assertThat(ranges(connection, run)).isEqualTo(AssignmentWriter.MOST_RANGES);
                assertThat(writer.finish()).isEqualTo(2);
                assertThat(ranges(connection, run)).isEqualTo(AssignmentWriter.MOST_RANGES + 1);
            }
            connection.rollback();
        }
    }

    @Test
    void lines_that_failed_are_found_without_looking_through_all_assignments_for_each() throws SQLException {
        long run = PlanWorld.oneLineForAda(database);
        int rows = 3_000;
        database.sql("insert into staged_row select run_no, i, i + 1, 1, 1, 's' || i, null, null, null, '{}', ''"
                + " from staged_row, generate_series(2, " + rows + ") i where run_no = " + run);
        database.sql("insert into partition (run_no, part, rows, line_sum, epoch, position, decided, unchanged,"
                + " unchanged_line_sum, status) values (" + run + ", 0, " + rows / 2
                + ", 0, 1, 100, 100, 0, 0, 'open')");
        database.sql("insert into assignment (run_no, part, seq, grp, ordinal) select " + run
                + ", 0, i, i, i from generate_series(1, " + rows / 2 + ") i");
        database.sql("insert into idle_range (run_no, first, last) values (" + run + ", " + (rows / 2 + 1) + ", " + rows
                + ")");
        database.sql("select analyze_run_partitions(" + run + ")");

        List<Long> found = failedAndRead(run);
        assertThat(found.get(0)).isEqualTo(rows / 2 - 100);
        assertThat(found.get(1)).isBetween(1L, 10L * rows);
    }

    /** How many lines failed, and how many rows of assignments were read to find them. */
    private List<Long> failedAndRead(long run) throws SQLException {
        long[] counts = {0, 0};
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Rows.each(connection, Sql.named("ledger-failed"), row -> counts[0]++, run, run, run);
            Rows.each(
                    connection,
                    "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_all_tables"
                            + " where relname = 'assignment_' || ?",
                    row -> counts[1] = row.getLong(1),
                    run);
            connection.rollback();
        }
        return List.of(counts[0], counts[1]);
    }

    private static int ranges(Connection connection, long run) throws SQLException {
        int[] count = {0};
        Rows.each(
                connection,
                "select count(*) from contact_import.idle_range where run_no = ?",
                row -> count[0] = row.getInt(1),
                run);
        return count[0];
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
}

package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A slice is found by indexes that lead to single rows, whatever the optimizer believes. */
@ExtendWith(PostgresExtension.class)
class SliceReaderIT {

    private static final int PEOPLE = 4_000;
    private static final int ROWS = 100;

    /** Statistics of the time when there was one link: every index on links looks as good as the other. */
    @Test
    void links_of_a_slice_are_read_one_by_one_also_with_statistics_of_a_small_table(@Fresh TestDatabase db)
            throws SQLException {
        db.sql("alter table contact_inboxes set (autovacuum_enabled = false)");
        people(db, 1, 1);
        db.sql("analyze contact_inboxes");
        people(db, 2, PEOPLE);
        db.sql("analyze contacts");
        long run = PlanWorld.newRun(db);
        db.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, patch, raw)"
                        + " select ?, i, i + 1, 1, 1, 's' || i, '{}', '' from generate_series(1, ?) i",
                run,
                PEOPLE);
        new Planner(db.dataSource()).plan(run, 1, Rules.defaults(Rules.Mode.UPDATE), 1);

        try (Connection c = db.dataSource().getConnection();
                SliceReader reader = new SliceReader(run, ROWS, Room.NONE)) {
            c.setAutoCommit(false);
            long before = linksRead(c);
            Optional<Slice> slice = reader.next(c, 0, 0);
            long read = linksRead(c) - before;
            c.rollback();

            assertThat(slice.orElseThrow().rows())
                    .hasSize(ROWS)
                    .allSatisfy(row -> assertThat(row.hint().contactId()).isEqualTo(row.ordinal()));
            assertThat(read).isBetween((long) ROWS, 3L * ROWS);
        }
    }

    /** By this session since it last told others. */
    private static long linksRead(Connection c) throws SQLException {
        long[] read = {0};
        Rows.each(
                c,
                "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_all_tables"
                        + " where relid = 'contact_inboxes'::regclass",
                row -> read[0] = row.getLong(1));
        return read[0];
    }

    private static void people(TestDatabase db, int from, int to) {
        db.sql(
                "insert into contacts (id, account_id, created_at, updated_at) select i, 1, now(), now()"
                        + " from generate_series(?, ?) i",
                from,
                to);
        db.sql(
                "insert into contact_inboxes (inbox_id, source_id, contact_id, created_at, updated_at)"
                        + " select 1, 's' || i, i, now(), now() from generate_series(?, ?) i",
                from,
                to);
    }
}

package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import contactimport.merge.Missing.LinkKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the plan has told is not read; what is read is found by indexes that lead to single rows, whatever the optimizer believes. */
@ExtendWith(PostgresExtension.class)
class SliceReaderIT {

    private static final int PEOPLE = 12_000;
    private static final int ROWS = 100;

    /** What the optimizer knows of links and contacts: every index on links then looks as good as the other. */
    private enum Statistics {
        OF_ONE_ROW,
        NONE
    }

    @ParameterizedTest
    @EnumSource
    void what_the_plan_has_told_is_not_read(Statistics statistics, @Fresh TestDatabase db) throws SQLException {
        people(db, statistics);
        long run = planned(db);

        try (Connection c = db.dataSource().getConnection()) {
            c.setAutoCommit(false);
            long links = read(c, "contact_inboxes");
            long contacts = read(c, "contacts");
            List<StagedRow> rows = slice(c, run);

            assertThat(rows)
                    .hasSize(ROWS)
                    .allSatisfy(row -> assertThat(row.hint()).isEqualTo(new StagedRow.Hint(0, row.ordinal(), 2)));
            assertThat(read(c, "contact_inboxes")).isEqualTo(links);
            assertThat(read(c, "contacts")).isEqualTo(contacts);
            c.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void where_the_plan_has_told_nothing_links_and_contacts_are_read_one_by_one(
            Statistics statistics, @Fresh TestDatabase db) throws SQLException {
        people(db, statistics);
        long run = planned(db);
        db.sql("update assignment set contact_id = null, open = null");
        db.sql("update contacts set email = 'p1@x' where id = 1");

        try (Connection c = db.dataSource().getConnection()) {
            c.setAutoCommit(false);
            long links = read(c, "contact_inboxes");
            long contacts = read(c, "contacts");
            List<StagedRow> rows = slice(c, run);

            assertThat(rows)
                    .extracting(row -> row.hint().contactId())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, ROWS).boxed().toList());
            assertThat(rows).allSatisfy(row -> assertThat(row.hint().linkId()).isPositive());
            assertThat(rows.get(0).hint().openKeys() & 2).isZero();
            assertThat(rows.get(1).hint().openKeys() & 2).isEqualTo(2);
            assertThat(read(c, "contact_inboxes") - links).isBetween((long) ROWS, 2L * ROWS);
            assertThat(read(c, "contacts") - contacts).isBetween((long) ROWS, 2L * ROWS);
            c.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_links_of_contacts_are_locked_without_a_look_at_others(Statistics statistics, @Fresh TestDatabase db)
            throws SQLException {
        people(db, statistics);
        List<Long> told = LongStream.rangeClosed(1, ROWS).boxed().toList();
        List<LinkKey> named =
                told.stream().map(n -> new LinkKey(1 + n % 2, "s" + n)).toList();
        db.sql("update contact_inboxes set inbox_id = 1 + contact_id % 2 where contact_id <= " + ROWS);
        Long other = (Long) db.value("select id from contact_inboxes where source_id = 's1000'");

        try (Connection c = db.dataSource().getConnection()) {
            c.setAutoCommit(false);
            long before = read(c, "contact_inboxes");
            assertThat(new LinkTable().lockAndRead(c, Set.of(), told, named)).hasSize(ROWS);
            long between = read(c, "contact_inboxes");
            assertThat(new LinkTable().lockAndRead(c, Set.of(other), told, named))
                    .hasSize(ROWS + 1);
            long after = read(c, "contact_inboxes");
            c.rollback();

            assertThat(between - before).isBetween((long) ROWS, 2L * ROWS);
            assertThat(after - between).isBetween((long) ROWS, 3L * ROWS);
        }
    }

    @Test
    void links_are_locked_in_the_order_of_their_ids_whoever_tells_them(@Fresh TestDatabase db) throws SQLException {
        people(db, 1, 3);
        db.sql("insert into contact_inboxes (id, inbox_id, source_id, contact_id, created_at, updated_at)"
                + " values (1000001, 2, 'elsewhere', 1, now(), now()), (1000002, 1, 'second', 1, now(), now()),"
                + " (1000003, 1, 'nobody', null, now(), now()), (1000004, 1, 'between', 2, now(), now())");

        try (Connection c = db.dataSource().getConnection()) {
            c.setAutoCommit(false);
            var links = new LinkTable();
            List<LinkKey> named = Stream.of("s1", "s2", "second", "between", "elsewhere")
                    .map(source -> new LinkKey(1, source))
                    .toList();
            assertThat(links.lockAndRead(c, Set.of(), Set.of(2L, 1L), named))
                    .extracting(link -> link.contactId() + " " + link.sourceId())
                    .containsExactly("1 s1", "2 s2", "1 second", "2 between");
            assertThat(links.lockAndRead(c, Set.of(1000003L, 1000004L, 7777777L), Set.of(1L), named))
                    .extracting(link -> link.contactId() + " " + link.sourceId())
                    .containsExactly("1 s1", "1 second", "0 nobody", "2 between");
            c.rollback();
        }
    }

    @Test
    void a_slice_that_goes_on_with_a_group_has_less_rows_if_their_contact_has_gathered_much(@Fresh TestDatabase db)
            throws SQLException {
        people(db, 1, 1);
        long run = PlanWorld.newRun(db);
        db.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, patch, raw)"
                        + " select ?, i, i + 1, 1, 1, 's1', '{}', '' from generate_series(1, 30) i",
                run);
        new Planner(db.dataSource()).plan(run, 1, Rules.defaults(Rules.Mode.UPDATE), 1);

        assertThat(secondSlice(db, run)).hasSize(20);
        db.sql("update contacts set custom_attributes = (select jsonb_object_agg('k' || i, gen_random_uuid())"
                + " from generate_series(1, 1000) i)");
        assertThat(secondSlice(db, run)).hasSize(10);
    }

    /** In slices of ten, with room for ten more of a contact that has nothing. */
    private static List<StagedRow> secondSlice(TestDatabase db, long run) throws SQLException {
        try (Connection c = db.dataSource().getConnection();
                SliceReader reader = new SliceReader(run, 10, new Room(100_000))) {
            assertThat(reader.next(c, 0, 0).orElseThrow().rows()).hasSize(10);
            return reader.next(c, 0, 10).orElseThrow().rows();
        }
    }

    private static List<StagedRow> slice(Connection c, long run) throws SQLException {
        try (SliceReader reader = new SliceReader(run, ROWS, Room.NONE)) {
            return reader.next(c, 0, 0).orElseThrow().rows();
        }
    }

    /** A line for every contact, with an e-mail that it lacks. */
    private static long planned(TestDatabase db) throws SQLException {
        long run = PlanWorld.newRun(db);
        db.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, email, patch, raw)"
                        + " select ?, i, i + 1, 1, 1, 's' || i, 'p' || i || '@x', '{}', '' from generate_series(1, ?) i",
                run,
                PEOPLE);
        new Planner(db.dataSource()).plan(run, 1, Rules.defaults(Rules.Mode.UPDATE), 1);
        return run;
    }

    /** Rows of a table that this transaction has read. */
    private static long read(Connection c, String table) throws SQLException {
        long[] read = {0};
        Rows.each(
                c,
                "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_all_tables"
                        + " where relid = ?::text::regclass",
                row -> read[0] = row.getLong(1),
                table);
        return read[0];
    }

    private static void people(TestDatabase db, Statistics statistics) {
        db.sql("alter table contact_inboxes set (autovacuum_enabled = false)");
        db.sql("alter table contacts set (autovacuum_enabled = false)");
        people(db, 1, 1);
        if (statistics == Statistics.OF_ONE_ROW) {
            db.sql("analyze contact_inboxes");
            db.sql("analyze contacts");
        }
        people(db, 2, PEOPLE);
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

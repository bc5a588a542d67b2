package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After a merge that took nearly everybody away the statistics say that one contact is left, who has every key and every row.
 * Whatever the planner makes of it, an undo finds each key and each row by its own index.
 */
@ExtendWith(PostgresExtension.class)
class UndoPlansIT {

    private static final String PEOPLE = "insert into contacts (id, account_id, name, email, phone_number, identifier,"
            + " created_at, updated_at) select n, 1, 'P', n || '@x.example', '+1555' || n, 'i' || n, now(), now()"
            + " from generate_series(%d, %d) n";

    private static final String LINKS = "insert into contact_inboxes (id, contact_id, inbox_id, source_id, created_at,"
            + " updated_at) select n, 1, 1, n, now(), now() from generate_series(%d, %d) n";

    /** Analyzed when one was left; all others came back, and a link of everybody's leads to the one. */
    private static void stale(TestDatabase db) {
        for (String table : List.of("contacts", "contact_inboxes")) {
            db.sql("alter table " + table + " set (autovacuum_enabled = false)");
            String insert = table.equals("contacts") ? PEOPLE : LINKS;
            db.sql(String.format(insert, 1, 1));
            db.sql("analyze " + table);
            db.sql(String.format(insert, 2, 2_000));
        }
    }

    /** As a slice's transaction has it. */
    private static String plan(TestDatabase db, String sql, @Nullable Object... parameters) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection c = db.dataSource().getConnection()) {
            c.setAutoCommit(false);
            UndoMerge.settle(c);
            Rows.each(c, "explain " + sql, row -> lines.add(row.getString(1).strip()), parameters);
            c.rollback();
        }
        return String.join("\n", lines);
    }

    private static String holders(TestDatabase db, String column, String held, String value) throws SQLException {
        String sql = Sql.named("undo-holders")
                .replace("{column}", column)
                .replace("{held}", held)
                .replace("{value}", value);
        return plan(db, sql, new long[] {1, 1}, new String[] {"7@x.example", "8@x.example"}, new long[] {9}, 20, 1L);
    }

    @Test
    void who_holds_a_key_is_found_by_the_index_of_the_key(@Fresh TestDatabase db) throws SQLException {
        stale(db);
        assertThat(holders(db, "email", "lower(c.email)", "lower(k.value)"))
                .contains("Index Cond: (lower((email)::text) = lower(k.value))")
                .doesNotContain("Seq Scan on contacts")
                // For the contacts at hand alone.
                .containsOnlyOnce("contacts_pkey");
        assertThat(holders(db, "phone_number", "c.phone_number", "k.value"))
                .contains("Index Cond: ((phone_number)::text = k.value)")
                .doesNotContain("Seq Scan on contacts")
                // For the contacts at hand alone.
                .containsOnlyOnce("contacts_pkey");
        assertThat(holders(db, "identifier", "c.identifier", "k.value"))
                .contains("Index Cond: ((identifier)::text = k.value)")
                .doesNotContain("Seq Scan on contacts")
                // For the contacts at hand alone.
                .containsOnlyOnce("contacts_pkey");
    }

    @Test
    void contacts_are_locked_and_read_by_their_ids(@Fresh TestDatabase db) throws SQLException {
        stale(db);
        assertThat(plan(db, Sql.named("contact-lock"), (Object) new long[] {7, 8}))
                .contains("contacts_pkey", "Index Cond: (id = ANY");
    }

    @Test
    void what_was_moved_is_found_by_its_id_and_not_by_the_one_who_has_everything(@Fresh TestDatabase db)
            throws SQLException {
        stale(db);
        String sql = AbsorbWriter.KNOWN.get(0).fill(Sql.named("undo-moved"));
        assertThat(plan(db, sql, new long[] {7, 8}, new long[] {7, 8}, 1L, "contact_inboxes"))
                .contains("contact_inboxes_pkey", "moved_run_no_ordinal_idx")
                .doesNotContain("Seq Scan on contact_inboxes", "index_contact_inboxes_on_contact_id");
    }
}

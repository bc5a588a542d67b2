package contactimport.job;

import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agents at work: one session that edits, merges, creates and deletes contacts as the platform does, a bounded number of times.
 * It locks what it decides on, so that whatever is wrong afterwards was done by the import.
 */
final class LiveApplication implements Callable<Void> {

    /** What all sessions have committed. {@code edits}: by contact, how often; nobody but the application writes those. */
    static final class Books {
        final ConcurrentHashMap<Long, Integer> edits = new ConcurrentHashMap<>();
        final Set<Long> deleted = ConcurrentHashMap.newKeySet();
        final AtomicInteger committed = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();
    }

    private static final Set<String> LOST = Set.of("40P01", "23505", "55P03");

    private final TestDatabase db;
    private final Books books;
    private final Random random;
    private final int operations;
    private final int people;

    LiveApplication(TestDatabase db, Books books, long seed, int operations, int people) {
        this.db = db;
        this.books = books;
        random = new Random(seed);
        this.operations = operations;
        this.people = people;
    }

    @Override
    public Void call() throws SQLException {
        try (Connection c = db.raw()) {
            c.setAutoCommit(false);
            c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            for (int i = 0; i < operations; i++) {
                try {
                    Runnable done = operation(c);
                    c.commit();
                    books.committed.incrementAndGet();
                    done.run();
                } catch (SQLException e) {
                    c.rollback();
                    if (!LOST.contains(e.getSQLState())) {
                        throw e;
                    }
                    books.lost.incrementAndGet();
                }
            }
        }
        return null;
    }

    /** @return what to write into the books once it is committed */
    private Runnable operation(Connection c) throws SQLException {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return edit(c, person());
        } else if (dice < 75) {
            return talk(c, person());
        } else if (dice < 85) {
            return merge(c, person(), person());
        } else if (dice < 95) {
            return create(c);
        }
        return delete(c, person());
    }

    private long person() {
        return 1_001 + random.nextInt(people);
    }

    /** Reads, changes and writes back whole columns, as an application does, but under a lock. */
    private Runnable edit(Connection c, long id) throws SQLException {
        if (!lock(c, id)) {
            return () -> {};
        }
        update(
                c,
                "update contacts set company_id = coalesce(company_id, 0) + 1, updated_at = now(), custom_attributes ="
                        + " custom_attributes || jsonb_build_object('app', coalesce((custom_attributes ->> 'app')::int, 0) + 1)"
                        + " where id = ?",
                id);
        if (random.nextInt(4) == 0) {
            update(c, "update contacts set email = 'e" + random.nextInt(people) + "@lantern.example' where id = ?", id);
        }
        return () -> books.edits.merge(id, 1, Integer::sum);
    }

    private Runnable talk(Connection c, long id) throws SQLException {
        if (lock(c, id)) {
            update(
                    c,
                    "insert into notes (content, account_id, contact_id, created_at, updated_at)"
                            + " values ('by an agent', 1, ?, now(), now())",
                    id);
            update(
                    c,
                    "insert into messages (account_id, inbox_id, conversation_id, message_type, sender_type, sender_id,"
                            + " created_at, updated_at) values (1, 2, 1, 0, 'Contact', ?, now(), now())",
                    id);
        }
        return () -> {};
    }

    private Runnable merge(Connection c, long base, long mergee) throws SQLException {
        if (base == mergee || !lock(c, Math.min(base, mergee)) || !lock(c, Math.max(base, mergee))) {
            return () -> {};
        }
        for (String table : List.of("conversations", "contact_inboxes", "notes")) {
            update(c, "update " + table + " set contact_id = ? where contact_id = ?", base, mergee);
        }
        update(c, "update messages set sender_id = ? where sender_type = 'Contact' and sender_id = ?", base, mergee);
        update(c, "delete from contacts where id = ?", mergee);
        return () -> books.deleted.add(mergee);
    }

    private Runnable create(Connection c) throws SQLException {
        int n = random.nextInt(2 * people);
        try (PreparedStatement s =
                c.prepareStatement("insert into contacts (account_id, name, email, created_at, updated_at)"
                        + " values (1, 'New', 'e" + n + "@lantern.example', now(), now()) returning id")) {
            ResultSet id = s.executeQuery();
            id.next();
            update(
                    c,
                    "insert into contact_inboxes (contact_id, inbox_id, source_id, created_at, updated_at)"
                            + " values (?, 2, 'p-" + n + "', now(), now())",
                    id.getLong(1));
        }
        return () -> {};
    }

    private Runnable delete(Connection c, long id) throws SQLException {
        if (!lock(c, id)) {
            return () -> {};
        }
        for (String table : List.of("conversations", "contact_inboxes", "notes")) {
            update(c, "delete from " + table + " where contact_id = ?", id);
        }
        update(c, "delete from messages where sender_type = 'Contact' and sender_id = ?", id);
        update(c, "delete from contacts where id = ?", id);
        return () -> books.deleted.add(id);
    }

    private static boolean lock(Connection c, long id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("select id from contacts where id = ? for update")) {
            s.setLong(1, id);
            return s.executeQuery().next();
        }
    }

    private static void update(Connection c, String sql, long... ids) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                s.setLong(i + 1, ids[i]);
            }
            s.executeUpdate();
        }
    }
}

package contactimport.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes one person out of our tables. Their ledger entries stay as numbers, because the sums must hold: which line came to what,
 * and nothing of whom. What the platform's tables have of them is not ours to touch.
 */
public final class Forgetting {

    private static final int ROWS_AT_ONCE = 1000;

    private final Connection c;
    private final Person person;
    private final long[] contacts;
    private final List<Long> runs = new ArrayList<>();
    private final List<Long> ordinals = new ArrayList<>();
    private final Map<String, Long> removed = new LinkedHashMap<>();

    private Forgetting(Connection c, Person person) {
        this.c = c;
        this.person = person;
        contacts = Rows.longs(person.contacts());
    }

    /**
     * Everybody's e-mails, phone numbers and keys, by what the platform and the ledgers know of these contacts.
     *
     * @param emails and phones that were given
     */
    public static Person person(
            Connection c, Collection<Long> contacts, Collection<String> emails, Collection<String> phones)
            throws SQLException {
        Set<String> allEmails = new TreeSet<>(emails);
        Set<String> allPhones = new TreeSet<>(phones);
        Set<String> keys = new TreeSet<>();
        Rows.each(
                c,
                Sql.named("forget-keys"),
                row -> (switch (Rows.text(row, "kind")) {
                            case "email" -> allEmails;
                            case "phone" -> allPhones;
                            default -> keys;
                        })
                        .add(Rows.text(row, "value")),
                Rows.longs(contacts));
        return new Person(new TreeSet<>(contacts), allEmails, allPhones, keys);
    }

    /** Unfinished runs that still need lines of this person: they have to be finished or closed first. */
    public static List<String> needing(Connection c, Person person) throws SQLException {
        List<String> ids = new ArrayList<>();
        Rows.each(
                c,
                Sql.named("forget-needing"),
                row -> ids.add(Rows.text(row, "id")),
                person.emails(),
                person.phones(),
                person.keys(),
                person.keys());
        return ids;
    }

    /**
     * Removes, or only counts.
     *
     * @param c not in a transaction
     * @return by what it is, how much of it
     */
    public static Map<String, Long> forget(Connection c, Person person, boolean dryRun) throws SQLException {
        c.setAutoCommit(false);
        try {
            Rows.update(c, "set local statement_timeout = 0");
            Map<String, Long> removed = new Forgetting(c, person).all();
            if (!dryRun) {
                c.commit();
            }
            return removed;
        } finally {
            // After a commit this undoes nothing.
            c.rollback();
            c.setAutoCommit(true);
        }
    }

    private Map<String, Long> all() throws SQLException {
        StagedRows.drop(c);
        lines();
        count("warnings", Rows.update(c, Sql.named("forget-warnings"), contacts, numbers(runs), numbers(ordinals)));
        warnings();
        long whole = 0;
        for (String where : List.of(
                "absorbed where contact_id = any (?::bigint[])",
                "absorbed where kept = any (?::bigint[])",
                "separated where contact_id = any (?::bigint[])",
                "removed where tbl = 'contacts' and id = any (?::bigint[])",
                "removed where tbl = 'contact_inboxes' and (record ->> 'contact_id')::bigint = any (?::bigint[])",
                "moved where absorbed = any (?::bigint[])",
                "attribute_holder where contact_id = any (?::bigint[])")) {
            whole += Rows.update(c, "delete from " + where, (Object) contacts);
        }
        count("records of merged, removed and moved rows", whole);
        count("ledger entries", Rows.update(c, Sql.named("forget-ledger"), contacts, numbers(runs), numbers(ordinals)));
        return removed;
    }

    private void count(String what, long rows) {
        removed.merge(what, rows, Long::sum);
    }

    /** Rejected and failed lines belong to no contact: what they say is looked through. */
    private void lines() throws SQLException {
        scan("select run_no, ordinal, raw from ledger where raw is not null and not forgotten", row -> {
            if (isIn(row.getBytes("raw"))) {
                runs.add(row.getLong("run_no"));
                ordinals.add(row.getLong("ordinal"));
            }
        });
    }

    /** Of unchanged lines nothing but their warnings is kept. */
    private void warnings() throws SQLException {
        List<Long> inRuns = new ArrayList<>();
        List<Long> at = new ArrayList<>();
        List<Long> no = new ArrayList<>();
        scan("select run_no, ordinal, no, detail from warning where detail <> ''", row -> {
            if (person.isIn(Rows.text(row, "detail"))) {
                inRuns.add(row.getLong("run_no"));
                at.add(row.getLong("ordinal"));
                no.add(row.getLong("no"));
            }
        });
        String sql =
                "update warning w set detail = '' from unnest(?::bigint[], ?::bigint[], ?::bigint[]) f (run_no, ordinal, no)"
                        + " where w.run_no = f.run_no and w.ordinal = f.ordinal and w.no = f.no";
        count("warnings", Rows.update(c, sql, numbers(inRuns), numbers(at), numbers(no)));
    }

    private void scan(String sql, Rows.Reader reader) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** In the encodings of files that keep ASCII as it is, and, their zeros left out, in those of two and four bytes. */
    private boolean isIn(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return person.isIn(text) || (text.indexOf('\0') >= 0 && person.isIn(text.replace("\0", "")));
    }

    private static long[] numbers(List<Long> list) {
        return Rows.longs(list);
    }
}

package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether new contacts and links can be given ids. After a restore that forgot them, sequences hand out ids that are taken; no
 * line is to blame for that, so it is found before the first one is read.
 */
public final class Sequences {

    private static final List<String> TABLES = List.of("contacts", "contact_inboxes");

    private Sequences() {}

    /**
     * Takes one id of each sequence to see it: a gap, as a rolled-back insert leaves one.
     *
     * @throws DatabaseFault if a sequence is missing or behind the ids of its table
     */
    public static void check(Connection c) throws SQLException {
        for (String table : TABLES) {
            // The highest id first: whoever inserts between the two statements has taken theirs from the sequence.
            long highest = number(c, "select coalesce(max(id), 0) from " + table);
            String sequence = sequence(c, table);
            if (sequence == null) {
                throw new DatabaseFault(
                        "the database " + c.getCatalog() + " has no sequence that belongs to the column id"
                                + " of table " + table + ": mode upsert cannot create anybody");
            }
            if (number(c, Sql.named("ids-next"), table, 1) <= highest) {
                throw behind(c, table, sequence);
            }
        }
    }

    /**
     * As {@link #check}, but takes nothing: what the sequences gave out last is looked at.
     *
     * @throws DatabaseFault as {@link #check}
     */
    public static void look(Connection c) throws SQLException {
        for (String table : TABLES) {
            look(c, table);
        }
    }

    /** Whether the table has a sequence that this role may take ids from. */
    static boolean isUsable(Connection c, String table) throws SQLException {
        String usable =
                "select (coalesce(has_sequence_privilege(pg_get_serial_sequence(?, 'id'), 'USAGE'), false))::int";
        return number(c, usable, table) == 1;
    }

    /**
     * The same for one table, without taking an id.
     *
     * @throws DatabaseFault as {@link #check}
     */
    static void look(Connection c, String table) throws SQLException {
        long highest = number(c, "select coalesce(max(id), 0) from " + table);
        String sequence = sequence(c, table);
        if (sequence == null) {
            throw new DatabaseFault(
                    "the database " + c.getCatalog() + " has no sequence that belongs to the column id of" + " table "
                            + table + ": mode upsert cannot create anybody");
        }
        // Null, so 0, while the sequence has given nothing out.
        if (number(c, "select pg_sequence_last_value(?::regclass)", sequence) < highest) {
            throw behind(c, table, sequence);
        }
    }

    /** What to say, and to do, when the sequence of a table gives out ids that are taken. */
    static DatabaseFault behind(Connection c, String table) throws SQLException {
        String sequence = sequence(c, table);
        return behind(c, table, sequence == null ? table + "_id_seq" : sequence);
    }

    private static DatabaseFault behind(Connection c, String table, String sequence) throws SQLException {
        return new DatabaseFault("in the database " + c.getCatalog() + " the sequence " + sequence
                + " is behind the ids of table " + table + "; put it right with: select setval('"
                + sequence.replace("'", "''") + "', (select max(id) from " + table + "))");
    }

    private static @Nullable String sequence(Connection c, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        Rows.each(
                c,
                "select coalesce(pg_get_serial_sequence(?, 'id'), '') as name",
                row -> names.add(Rows.text(row, "name")),
                table);
        return names.get(0).isEmpty() ? null : names.get(0);
    }

    private static long number(Connection c, String sql, Object... parameters) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        Rows.each(c, sql, row -> numbers.add(row.getLong(1)), parameters);
        return numbers.get(0);
    }
}

package contactimport.store;

import static contactimport.store.Schemas.quoted;
import static java.util.Objects.requireNonNull;

import contactimport.merge.Written;
import contactimport.merge.Written.Absorption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Re-points everything that belongs to absorbed contacts to those that are kept in the end, keeps what it moved in {@code
 * moved} and the absorbed contacts in {@code absorbed}, and deletes them. The lists stay in the database.
 */
final class AbsorbWriter {

    /**
     * A column that points to contacts.
     *
     * @param table as SQL takes it
     * @param column as SQL takes it
     * @param condition restricts a pair of type and id to contacts
     * @param statement by id where we know the table; whole rows where it is somebody else's, whose key we do not know
     */
    record Pointer(String table, String column, String condition, String statement) {
        Pointer(String table, String column, String condition) {
            this(table, column, condition, "absorb-repoint");
        }

        String fill(String sql) {
            return sql.replace("{table}", table).replace("{column}", column).replace("{condition}", condition);
        }

        static Pointer to(Reference r) {
            String type = r.typeColumn();
            return new Pointer(
                    quoted(r.schema()) + "." + quoted(r.table()),
                    quoted(r.column()),
                    type == null ? "" : "and t." + quoted(type) + " = 'Contact'",
                    "absorb-repoint-unknown");
        }
    }

    /** Labels and pictures, of which a contact has each only once. */
    static final List<Pointer> RANKED = List.of(
            new Pointer("taggings", "taggable_id", "and t.taggable_type = 'Contact'"),
            new Pointer("active_storage_attachments", "record_id", "and t.record_type = 'Contact'"));

    static final List<Pointer> KNOWN = List.of(
            new Pointer("contact_inboxes", "contact_id", ""),
            new Pointer("conversations", "contact_id", ""),
            new Pointer("messages", "sender_id", "and t.sender_type = 'Contact'"),
            new Pointer("notes", "contact_id", ""),
            new Pointer("csat_survey_responses", "contact_id", ""));

    private final Platform platform;
    private final List<Pointer> pointers;
    private final long runNo;

    /** @param named references that we do not know and that the operator wants re-pointed */
    AbsorbWriter(Platform platform, List<Reference> named, long runNo) {
        this.platform = platform;
        this.runNo = runNo;
        pointers = Stream.concat(
                        KNOWN.stream().filter(p -> platform.has(p.table(), p.column())),
                        named.stream().map(Pointer::to))
                .toList();
    }

    /**
     * One absorption as the statements take it.
     *
     * @param unwritten columns of the absorbed contact that are not in the database yet, JSON; null: none
     */
    record Gone(
            long absorbed,
            long kept,
            int rank,
            long ordinal,
            @Nullable String unwritten) {
        Gone(long absorbed, long kept, int rank, long ordinal) {
            this(absorbed, kept, rank, ordinal, null);
        }
    }

    /** @param ordinals which line absorbed a contact, by the contact's id */
    void write(Connection c, Written written, Map<Long, Long> ordinals) throws SQLException {
        List<Gone> gone = new ArrayList<>();
        List<Gone> neverInserted = new ArrayList<>();
        for (Absorption a : written.absorptions()) {
            long id = a.absorbed().id();
            String unwritten = a.unwritten() == null ? null : ContactJson.of(a.unwritten());
            (written.isCreated(id) ? neverInserted : gone)
                    .add(new Gone(id, written.settled(id), written.rank(id), ordinals.getOrDefault(id, 0L), unwritten));
        }
        absorb(c, gone);
        if (!neverInserted.isEmpty()) {
            keep(c, "absorb-unborn", neverInserted);
        }
        moveGiven(
                c,
                written.givenToAbsorbed(),
                Stream.concat(gone.stream(), neverInserted.stream()).toList());
    }

    /**
     * Keeps that links went from absorbed contacts to the kept ones, although the database never knew them there.
     *
     * @param given the absorbed contact, by the link's id
     */
    void moveGiven(Connection c, Map<Long, Long> given, List<Gone> gone) throws SQLException {
        if (given.isEmpty()) {
            return;
        }
        Map<Long, Gone> byId = new HashMap<>();
        gone.forEach(g -> byId.put(g.absorbed(), g));
        List<Gone> from =
                given.values().stream().map(id -> requireNonNull(byId.get(id))).toList();
        long[] links = Rows.longs(given.keySet());
        Rows.update(c, Sql.named("absorb-links"), runNo, links, absorbed(from), kept(from), ordinals(from));
    }

    void absorb(Connection c, List<Gone> gone) throws SQLException {
        if (!gone.isEmpty()) {
            repoint(c, gone);
            keep(c, "absorb-delete", gone);
        }
    }

    /** Contacts that are not in the database, because the undone run took them away: its record of them is kept. */
    void keepUnborn(Connection c, List<Gone> unborn, long undone) throws SQLException {
        if (!unborn.isEmpty()) {
            String sql = Sql.named("undo-absorb-unborn");
            int kept = Rows.update(
                    c,
                    sql,
                    runNo,
                    absorbed(unborn),
                    kept(unborn),
                    ordinals(unborn),
                    ranks(unborn),
                    unwritten(unborn),
                    undone);
            if (kept != unborn.size()) {
                throw new SuppressedWriteException("undo-absorb-unborn", unborn.size(), kept);
            }
        }
    }

    void repoint(Connection c, List<Gone> gone) throws SQLException {
        for (Pointer p : pointers) {
            repoint(c, p.fill(Sql.named(p.statement())), p, gone);
        }
        if (platform.has("taggings")) {
            rankedRepoint(c, "absorb-labels", gone);
        }
        if (platform.has("active_storage_attachments")) {
            rankedRepoint(c, "absorb-avatars", gone);
        }
    }

    private void repoint(Connection c, String sql, Pointer p, List<Gone> gone) throws SQLException {
        long[] from = absorbed(gone);
        long[] to = kept(gone);
        long[] lines = ordinals(gone);
        if (p.statement().equals("absorb-repoint")) {
            Rows.update(c, sql, from, to, lines, runNo, p.table());
        } else {
            Rows.update(c, sql, from, to, lines, from, to, lines, runNo, p.table(), p.column());
        }
    }

    private void rankedRepoint(Connection c, String name, List<Gone> gone) throws SQLException {
        Rows.update(c, Sql.named(name), absorbed(gone), kept(gone), ranks(gone), ordinals(gone), runNo, runNo);
    }

    private void keep(Connection c, String name, List<Gone> gone) throws SQLException {
        int kept = Rows.update(
                c, Sql.named(name), absorbed(gone), kept(gone), ordinals(gone), ranks(gone), unwritten(gone), runNo);
        if (kept != gone.size()) {
            throw new SuppressedWriteException(name, gone.size(), kept);
        }
    }

    private static long[] absorbed(List<Gone> gone) {
        return gone.stream().mapToLong(Gone::absorbed).toArray();
    }

    private static long[] kept(List<Gone> gone) {
        return gone.stream().mapToLong(Gone::kept).toArray();
    }

    private static int[] ranks(List<Gone> gone) {
        return gone.stream().mapToInt(Gone::rank).toArray();
    }

    private static @Nullable String[] unwritten(List<Gone> gone) {
        return gone.stream().map(Gone::unwritten).toArray(String[]::new);
    }

    private static long[] ordinals(List<Gone> gone) {
        return gone.stream().mapToLong(Gone::ordinal).toArray();
    }
}

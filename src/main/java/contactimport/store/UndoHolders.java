package contactimport.store;

import contactimport.contact.Contact;
import contactimport.contact.Email;
import contactimport.contact.MatchKey;
import contactimport.contact.Text;
import contactimport.merge.Key;
import contactimport.merge.UndoPicture.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the keys that an undo would put back, and who of them held it before the run already: whoever has not been written
 * since the run began, or whom the run's own ledger shows with it.
 */
final class UndoHolders {

    /** A placeholder may be held by half a million: of those outside the picture the first few tell enough. */
    private static final int MOST = 20;

    /** A kind of key, as the columns and the ledger call it, and how it is looked up by the platform's indexes. */
    private record Kind(MatchKey by, String column, String held, String value) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(MatchKey.EMAIL, "email", "lower(c.email)", "lower(k.value)"),
            new Kind(MatchKey.PHONE, "phone_number", "c.phone_number", "k.value"),
            new Kind(MatchKey.IDENTIFIER, "identifier", "c.identifier", "k.value"));

    private final long runNo;
    private final long undone;
    private final boolean backwards;

    /** @param backwards whether the undone run applied its entries from the last to the first */
    UndoHolders(Undoing undoing, boolean backwards) {
        runNo = undoing.runNo();
        undone = undoing.undone();
        this.backwards = backwards;
    }

    /** Adds the keys that an entry or a whole row would put back. */
    static void wants(Set<Key> keys, long account, Map<String, ?> fields) {
        for (Kind kind : KINDS) {
            if (fields.get(kind.column()) instanceof String value && !Text.isBlank(value)) {
                keys.add(new Key(account, kind.by(), fold(kind, value)));
            }
        }
    }

    static void wants(Set<Key> keys, Contact contact) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("email", contact.email());
        fields.put("phone_number", contact.phone());
        fields.put("identifier", contact.identifier());
        wants(keys, contact.accountId(), fields);
    }

    private static String fold(Kind kind, String value) {
        return kind.by().equals(MatchKey.EMAIL) ? Email.fold(value) : value;
    }

    /** @param picture contacts that are told whenever they hold a key, however many others do */
    Map<Key, List<Holder>> find(Connection c, Set<Key> keys, Collection<Long> picture) throws SQLException {
        Map<Key, List<Holder>> found = new HashMap<>();
        for (Kind kind : KINDS) {
            List<Key> of =
                    keys.stream().filter(key -> key.by().equals(kind.by())).toList();
            if (!of.isEmpty()) {
                find(c, kind, of, Rows.longs(picture), found);
            }
        }
        return found;
    }

    private void find(Connection c, Kind kind, List<Key> keys, long[] picture, Map<Key, List<Holder>> found)
            throws SQLException {
        String sql = Sql.named("undo-holders")
                .replace("{column}", kind.column())
                .replace("{held}", kind.held())
                .replace("{value}", kind.value());
        Set<Long> written = new HashSet<>();
        Rows.each(
                c,
                sql,
                row -> {
                    boolean before = row.getBoolean("before");
                    long id = row.getLong("id");
                    if (!before) {
                        written.add(id);
                    }
                    found.computeIfAbsent(keys.get(row.getInt("no") - 1), k -> new ArrayList<>())
                            .add(new Holder(id, Rows.text(row, "value"), before));
                },
                keys.stream().mapToLong(Key::accountId).toArray(),
                keys.stream().map(Key::value).toArray(String[]::new),
                picture,
                MOST,
                undone);
        if (!written.isEmpty()) {
            Map<Long, String> before = heldBefore(c, kind, written);
            keys.forEach(key -> found.computeIfPresent(key, (k, holders) -> sure(kind, k, holders, before)));
        }
    }

    private static List<Holder> sure(Kind kind, Key key, List<Holder> holders, Map<Long, String> before) {
        return holders.stream()
                .map(h -> {
                    String had = before.get(h.contactId());
                    boolean same = had != null && fold(kind, had).equals(key.value());
                    return same ? new Holder(h.contactId(), h.value(), true) : h;
                })
                .toList();
    }

    private Map<Long, String> heldBefore(Connection c, Kind kind, Collection<Long> ids) throws SQLException {
        String sql = Sql.named("undo-held-before")
                .replace("{field}", kind.column())
                .replace("{order}", backwards ? "desc" : "asc");
        Map<Long, String> before = new HashMap<>();
        Rows.each(
                c,
                sql,
                row -> {
                    String value = row.getString(row.getBoolean("given") ? "current" : "value");
                    if (value != null) {
                        before.put(row.getLong("id"), value);
                    }
                },
                runNo,
                undone,
                Rows.longs(ids),
                undone,
                undone,
                undone);
        return before;
    }
}

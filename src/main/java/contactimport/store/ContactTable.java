package contactimport.store;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.MatchKey;
import contactimport.merge.Key;
import contactimport.merge.Keys;
import contactimport.merge.People;
import contactimport.source.InvalidJson;
import contactimport.source.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading and locking {@code contacts}. */
final class ContactTable {

    private final ContactColumns columns;

    ContactTable(ContactColumns columns) {
        this.columns = columns;
    }

    /** The keys that contacts hold, without a lock: what a line names beyond them must be looked up. */
    Map<Long, List<Key>> keysOf(Connection c, Collection<Long> ids, List<MatchKey> match) throws SQLException {
        List<MatchKey> attributes = match.stream()
                .filter(by -> by.kind() == MatchKey.Kind.ATTRIBUTE)
                .toList();
        Map<Long, List<Key>> keys = new HashMap<>(ids.size() * 2);
        if (!ids.isEmpty()) {
            Rows.each(c, columns.read(), row -> keys.put(row.getLong("id"), keysOf(row, attributes)), Rows.longs(ids));
        }
        return keys;
    }

    private static List<Key> keysOf(ResultSet row, List<MatchKey> attributes) throws SQLException {
        Attributes custom = attributes.isEmpty() ? Attributes.EMPTY : readable(row.getString("custom"));
        return Keys.of(contact(row, Attributes.EMPTY, orEmpty(custom)), attributes);
    }

    private static Attributes orEmpty(@Nullable Attributes attributes) {
        return attributes == null ? Attributes.EMPTY : attributes;
    }

    void lock(Connection c, Collection<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            Rows.each(c, Sql.named("contact-lock"), row -> {}, Rows.longs(ids));
        }
    }

    /** Locks them in the order of ids, and tells {@code people} of every one that exists, as it is from then on. */
    void lockAndRead(Connection c, Collection<Long> ids, People people) throws SQLException {
        if (!ids.isEmpty()) {
            Rows.each(c, columns.read() + " order by c.id for update", row -> tell(people, row), Rows.longs(ids));
        }
    }

    /** Tells {@code people} every one of the contacts that exists. */
    void read(Connection c, Collection<Long> ids, People people) throws SQLException {
        if (!ids.isEmpty()) {
            Rows.each(c, columns.read(), row -> tell(people, row), Rows.longs(ids));
        }
    }

    private static void tell(People people, ResultSet row) throws SQLException {
        Attributes additional = readable(row.getString("additional"));
        Attributes custom = readable(row.getString("custom"));
        if (additional == null || custom == null) {
            // It is still found by what can be read, and then refused: overlooked, it would be created once more.
            people.knowUnreadable(contact(row, orEmpty(additional), orEmpty(custom)));
        } else {
            people.know(contact(row, additional, custom));
        }
    }

    private static Contact contact(ResultSet row, Attributes additional, Attributes custom) throws SQLException {
        return new Contact(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone_number"),
                row.getString("identifier"),
                additional,
                custom,
                row.getInt("contact_type"),
                row.getString("location"),
                row.getString("country_code"));
    }

    /** The stored object; NULL and JSON null count as empty; null if it is no object or cannot be read. */
    static @Nullable Attributes readable(@Nullable String json) {
        if (json == null) {
            return Attributes.NULL;
        }
        if (json.equals("{}") || json.equals("null")) {
            return Attributes.EMPTY;
        }
        try {
            return Attributes.of(Json.readObject(json));
        } catch (InvalidJson e) {
            return null;
        }
    }
}

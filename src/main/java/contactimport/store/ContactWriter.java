package contactimport.store;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.merge.Changes;
import contactimport.merge.People;
import contactimport.merge.Written;
import contactimport.source.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the lines of a chunk have changed, in a fixed order and one set-based statement each: keys that leave a contact
 * first (a swap would otherwise break a unique index half way), then updates, new contacts, links.
 */
final class ContactWriter {

    private final ContactColumns columns;

    ContactWriter(ContactColumns columns) {
        this.columns = columns;
    }

    /** @return the records as written, by contact id: what triggers made of them included */
    Map<Long, String> write(Connection c, People people) throws SQLException {
        Written written = people.written();
        List<Contact> updates = present(people, written.updates());
        List<Contact> inserts = present(people, written.inserts());
        Map<Long, String> records = new HashMap<>();
        releaseKeys(c, people, updates, inserts);
        put(c, "contact-update", columns.updateStatement(), updates, records);
        put(c, "contact-insert", columns.insertStatement(), inserts, records);
        updateLinks(c, written.linkUpdates());
        insertLinks(c, written.linkInserts());
        return records;
    }

    private static List<Contact> present(People people, List<Long> ids) {
        return ids.stream().sorted().map(people::present).toList();
    }

    void put(Connection c, String name, String sql, List<Contact> contacts, Map<Long, String> records)
            throws SQLException {
        if (contacts.isEmpty()) {
            return;
        }
        int before = records.size();
        List<Object> parameters = new ArrayList<>();
        parameters.add(contacts.stream().mapToLong(Contact::id).toArray());
        parameters.add(contacts.stream().mapToLong(Contact::accountId).toArray());
        for (ContactColumns.Column column : columns.written()) {
            parameters.add(values(column.name(), contacts));
        }
        ContactRecord record = new ContactRecord();
        Rows.each(c, sql, row -> records.put(row.getLong(1), record.of(row)), parameters.toArray());
        if (records.size() - before != contacts.size()) {
            throw new SuppressedWriteException(name, contacts.size(), records.size() - before);
        }
    }

    private static Object values(String column, List<Contact> contacts) {
        return switch (column) {
            case "name" -> texts(contacts, Contact::name);
            case "email" -> texts(contacts, Contact::email);
            case "phone_number" -> texts(contacts, Contact::phone);
            case "identifier" -> texts(contacts, Contact::identifier);
            case "additional_attributes" -> texts(contacts, contact -> attributes(contact.additional()));
            case "custom_attributes" -> texts(contacts, contact -> attributes(contact.custom()));
            case "contact_type" -> contacts.stream().mapToInt(Contact::type).toArray();
            case "location" -> texts(contacts, Contact::location);
            case "country_code" -> texts(contacts, Contact::countryCode);
            default -> throw new IllegalArgumentException("no column that is written: " + column);
        };
    }

    private static @Nullable String attributes(Attributes attributes) {
        Map<String, @Nullable Object> column = Changes.column(attributes);
        return column == null ? null : Json.write(column);
    }

    private static @Nullable String[] texts(List<Contact> contacts, Function<Contact, @Nullable String> text) {
        @Nullable String[] texts = new @Nullable String[contacts.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(contacts.get(i));
        }
        return texts;
    }

    /** E-mail and identifier have a unique index: one that moves from one contact to another is taken off the first before. */
    private static void releaseKeys(Connection c, People people, List<Contact> updates, List<Contact> inserts)
            throws SQLException {
        release(c, "email", people, updates, inserts, Contact::email);
        release(c, "identifier", people, updates, inserts, Contact::identifier);
    }

    private static void release(
            Connection c,
            String column,
            People people,
            List<Contact> updates,
            List<Contact> inserts,
            Function<Contact, @Nullable String> key)
            throws SQLException {
        List<Contact> changing = updates.stream()
                .filter(contact -> {
                    String was = before(people, contact, key);
                    return was != null && !was.equals(key.apply(contact));
                })
                .toList();
        if (changing.isEmpty()) {
            return;
        }
        Set<String> taken = new HashSet<>();
        updates.forEach(contact -> taken.add(contact.accountId() + " " + key.apply(contact)));
        inserts.forEach(contact -> taken.add(contact.accountId() + " " + key.apply(contact)));
        long[] leaving = changing.stream()
                .filter(contact -> taken.contains(contact.accountId() + " " + before(people, contact, key)))
                .mapToLong(Contact::id)
                .toArray();
        if (leaving.length > 0) {
            Rows.update(c, Sql.named("release-" + column), leaving);
        }
    }

    private static @Nullable String before(People people, Contact contact, Function<Contact, @Nullable String> key) {
        return key.apply(Objects.requireNonNull(people.asRead(contact.id())));
    }

    static void updateLinks(Connection c, List<Link> links) throws SQLException {
        if (!links.isEmpty()) {
            int updated = Rows.update(
                    c,
                    Sql.named("link-update"),
                    links.stream().mapToLong(Link::id).toArray(),
                    links.stream().mapToLong(Link::contactId).toArray(),
                    links.stream().map(Link::verified).toArray(Boolean[]::new));
            if (updated != links.size()) {
                throw new SuppressedWriteException("link-update", links.size(), updated);
            }
        }
    }

    private static void insertLinks(Connection c, List<Link> links) throws SQLException {
        if (!links.isEmpty()) {
            int inserted = Rows.update(
                    c,
                    Sql.named("link-insert"),
                    links.stream().mapToLong(Link::id).toArray(),
                    links.stream().mapToLong(Link::contactId).toArray(),
                    links.stream().mapToLong(Link::inboxId).toArray(),
                    links.stream().map(Link::sourceId).toArray(String[]::new),
                    links.stream().map(Link::verified).toArray(Boolean[]::new),
                    links.stream().map(link -> Tokens.pubsub()).toArray(String[]::new));
            if (inserted != links.size()) {
                throw new SuppressedWriteException("link-insert", links.size(), inserted);
            }
        }
    }
}

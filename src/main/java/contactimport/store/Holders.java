package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.merge.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who holds a key. E-mails are looked up by the platform's index on {@code lower(email)}; attributes have no index and are
 * looked up in what the plan found ({@link AttributeHolders}). A hit is a hint: the caller checks it on the locked contact.
 */
final class Holders {

    private final AttributeHolders attributes;

    Holders(AttributeHolders attributes) {
        this.attributes = attributes;
    }

    /** Ids by key, ascending, at most as many as the key's limit. */
    Map<Key, List<Long>> find(Connection c, Map<Key, Integer> keys) throws SQLException {
        Map<Key, List<Long>> found = new HashMap<>();
        Map<String, Map<Integer, List<Key>>> statements = new HashMap<>();
        keys.forEach((key, limit) -> statements
                .computeIfAbsent(statement(key.by()), s -> new HashMap<>())
                .computeIfAbsent(limit, l -> new ArrayList<>())
                .add(key));
        for (var statement : statements.entrySet()) {
            for (var limited : statement.getValue().entrySet()) {
                find(c, statement.getKey(), limited.getValue(), limited.getKey(), found);
            }
        }
        return found;
    }

    private static String statement(MatchKey by) {
        return switch (by.kind()) {
            case EMAIL -> "holder-email";
            case IDENTIFIER -> "holder-identifier";
            case PHONE -> "holder-phone";
            case ATTRIBUTE -> "";
            case SOURCE_ID -> throw new IllegalArgumentException("a source id is held by a link, not by a contact");
        };
    }

    private void find(Connection c, String statement, List<Key> keys, int limit, Map<Key, List<Long>> found)
            throws SQLException {
        if (statement.isEmpty()) {
            attributes.find(c, keys, limit, found);
            return;
        }
        long[] accounts = keys.stream().mapToLong(Key::accountId).toArray();
        String[] values = keys.stream().map(Key::value).toArray(String[]::new);
        Rows.each(
                c,
                Sql.named(statement),
                row -> found.computeIfAbsent(keys.get(row.getInt("no") - 1), k -> new ArrayList<>())
                        .add(row.getLong("id")),
                accounts,
                values,
                limit);
    }
}

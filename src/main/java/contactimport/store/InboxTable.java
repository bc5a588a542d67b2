package contactimport.store;

import contactimport.verify.HmacKey;
import contactimport.verify.Inbox;
import contactimport.verify.Inboxes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform's API inboxes, read once a run. */
public final class InboxTable {

    private InboxTable() {}

    /** Every inbox of channel type {@code Channel::Api} that has an identifier, with its key if it has a token. */
    public static Inboxes load(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.named("inboxes"));
                ResultSet result = statement.executeQuery()) {
            List<Inbox> inboxes = new ArrayList<>();
            while (result.next()) {
                inboxes.add(inbox(result));
            }
            return new Inboxes(inboxes);
        }
    }

    /** Number of linked contacts per inbox id; an inbox without any is absent. A link whose contact is gone does not count. */
    public static Map<Long, Long> contacts(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.named("inbox-contacts"));
                ResultSet result = statement.executeQuery()) {
            Map<Long, Long> contacts = new HashMap<>();
            while (result.next()) {
                contacts.put(result.getLong("inbox_id"), result.getLong("contacts"));
            }
            return contacts;
        }
    }

    private static Inbox inbox(ResultSet row) throws SQLException {
        @Nullable String token = row.getString("hmac_token");
        return new Inbox(
                row.getLong("id"),
                row.getInt("account_id"),
                row.getString("identifier"),
                row.getString("name"),
                row.getBoolean("hmac_mandatory"),
                token == null || token.isEmpty() ? null : new HmacKey(token));
    }
}

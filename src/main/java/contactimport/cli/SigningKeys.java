package contactimport.cli;

import contactimport.contact.Text;
import contactimport.store.InboxTable;
import contactimport.verify.HmacKey;
import contactimport.verify.Inbox;
import contactimport.verify.Inboxes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that {@code sign} signs with, by inbox identifier: the token that was given, or those of the database. */
final class SigningKeys {

    static final String VARIABLE = "CONTACT_IMPORT_HMAC_TOKEN";

    private SigningKeys() {}

    /** The token of {@code --token-file}, or else of the environment. */
    static Optional<HmacKey> given(@Nullable Path tokenFile, Map<String, String> variables) {
        if (tokenFile != null) {
            return Optional.of(new HmacKey(PasswordFile.read("--token-file", tokenFile, "the token of the inbox")));
        }
        return PasswordFile.ofEnvironment(variables, VARIABLE, "the token of the inbox")
                .map(HmacKey::new);
    }

    /**
     * A token belongs to one inbox.
     *
     * @param inboxes that the file names, or the one of {@code --inbox}
     */
    static Map<String, HmacKey> ofToken(HmacKey token, Set<String> inboxes) {
        if (inboxes.size() > 1) {
            throw new UsageFault(
                    "the file names " + inboxes.size() + " inboxes and a token belongs to one: say which by"
                            + " --inbox, or leave the token out to take those of the database");
        }
        Map<String, HmacKey> keys = new HashMap<>();
        inboxes.forEach(inbox -> keys.put(inbox, token));
        return keys;
    }

    /** The keys of those of the inboxes that the database has; lines for the others stay unsigned. */
    static Map<String, HmacKey> ofDatabase(Connection connection, String database, Set<String> inboxes)
            throws SQLException {
        Inboxes known = InboxTable.load(connection);
        Map<String, HmacKey> keys = new HashMap<>();
        for (String identifier : inboxes) {
            known.find(identifier).ifPresent(inbox -> keys.put(identifier, key(inbox, database)));
        }
        if (keys.isEmpty() && !inboxes.isEmpty()) {
            throw new UsageFault("no inbox of the file is an API inbox of the database " + database
                    + "; the command inboxes lists those that are");
        }
        return keys;
    }

    private static HmacKey key(Inbox inbox, String database) {
        if (inbox.key() == null) {
            throw new UsageFault("the inbox " + Text.label(inbox.identifier()) + " of the database " + database
                    + " has no HMAC token, so its lines cannot be signed");
        }
        return inbox.key();
    }
}

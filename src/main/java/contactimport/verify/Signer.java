package contactimport.verify;

import static contactimport.patch.TextField.IDENTIFIER;
import static contactimport.patch.TextField.INBOX_IDENTIFIER;
import static java.util.Objects.requireNonNull;

import contactimport.contact.Text;
import contactimport.patch.ContactPatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs lines as the {@link Verifier} will want them signed. Not thread-safe.
 *
 * <pre>
 * identifier "ada", inbox of a known key → its HMAC-SHA256
 * identifier blank                       → NO_IDENTIFIER   (the hash of nothing is one constant per inbox)
 * --inbox a, line for inbox b            → OTHER_INBOX
 * </pre>
 */
public final class Signer {

    private final Map<String, HmacKey> keys = new HashMap<>();
    private final @Nullable String inbox;

    /**
     * @param keys by inbox identifier
     * @param inbox that of {@code --inbox}: fills blank cells, and lines for another one are not signed
     */
    public Signer(Map<String, HmacKey> keys, @Nullable String inbox) {
        requireNonNull(keys).forEach((identifier, key) -> this.keys.put(identifier, key.copy()));
        this.inbox = inbox;
    }

    public Signature sign(ContactPatch patch) {
        String identifier = patch.text(IDENTIFIER);
        if (identifier == null) {
            return new Signature.None(Unsigned.NO_IDENTIFIER);
        }
        String cell = patch.text(INBOX_IDENTIFIER);
        String asked = cell == null ? inbox : cell;
        if (asked == null) {
            return new Signature.None(Unsigned.NO_INBOX);
        }
        if (inbox != null && !inbox.equals(asked)) {
            return new Signature.None(Unsigned.OTHER_INBOX);
        }
        return signed(asked, identifier);
    }

    private Signature signed(String asked, String identifier) {
        HmacKey key = keys.get(asked);
        if (key == null) {
            return new Signature.None(Unsigned.UNKNOWN_INBOX);
        }
        return Text.storable(IDENTIFIER.label(), identifier)
                .fold(
                        text -> new Signature.Signed(asked, key.sign(text)),
                        reasons -> new Signature.None(Unsigned.IDENTIFIER_INVALID));
    }
}

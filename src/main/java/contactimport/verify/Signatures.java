package contactimport.verify;

import static contactimport.contact.Code.HMAC_INVALID;
import static contactimport.contact.Code.HMAC_REQUIRED;
import static contactimport.contact.Rules.HmacUse.REQUIRE;
import static contactimport.contact.Rules.HmacUse.SKIP;
import static contactimport.patch.TextField.IDENTIFIER_HASH;

import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Rules.HmacUse;
import contactimport.patch.ContactPatch;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a line is signed, and whether it has to be.
 *
 * <pre>
 * policy inbox, no hash, inbox not mandatory  → allowed, unsigned
 * policy inbox, no hash, inbox mandatory      → HMAC_REQUIRED
 * policy skip, any hash                       → allowed, unsigned
 * </pre>
 */
final class Signatures {

    private final HmacUse policy;
    private final Map<Long, HmacKey> keys = new HashMap<>();

    Signatures(HmacUse policy) {
        this.policy = policy;
    }

    /** Whether the line carries a hash that is right; the reason if it may not pass. */
    Checked<Boolean> check(Inbox inbox, ContactPatch patch) {
        String hash = patch.text(IDENTIFIER_HASH);
        if (policy == SKIP) {
            return Checked.passed(false);
        }
        if (hash == null) {
            return policy == REQUIRE || inbox.hmacMandatory()
                    ? refused(HMAC_REQUIRED, "expected a hash: the inbox or --hmac demands one")
                    : Checked.passed(false);
        }
        return signed(inbox, patch.signedText(), hash)
                ? Checked.passed(true)
                : refused(
                        HMAC_INVALID,
                        "expected the HMAC-SHA256 of identifier under the inbox's token, in 64 lower-case hex digits");
    }

    private boolean signed(Inbox inbox, String text, String hash) {
        HmacKey key = inbox.key();
        return key != null && keys.computeIfAbsent(inbox.id(), id -> key.copy()).signed(text, hash);
    }

    private static Checked<Boolean> refused(contactimport.contact.Code code, String detail) {
        return Checked.failed(new Reason(code, IDENTIFIER_HASH.label(), detail));
    }
}

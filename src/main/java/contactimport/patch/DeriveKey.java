package contactimport.patch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which source ids are derived. It never shows itself. Thread-safe.
 *
 * <pre>
 * source hubspot, record 101, the same key → the same 43 characters on every pass
 * source hubspot, record 101, another key  → other ones
 * </pre>
 */
public final class DeriveKey {

    /** A key that can be guessed makes source ids that can be guessed, and those open conversations. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the key has fewer than {@value #SHORTEST} characters */
    public DeriveKey(String key) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a key to derive source ids has at least " + SHORTEST + " characters");
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** URL-safe, of the source system and the id of a record in it. */
    String sourceId(String source, String record) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(source + "\n" + record));
    }

    /** Tells one key from another without telling the key. */
    public String fingerprint() {
        return HexFormat.of().formatHex(mac("which key this is"), 0, 8);
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "DeriveKey[redacted]";
    }
}

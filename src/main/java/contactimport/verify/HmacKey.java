package contactimport.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An inbox's {@code hmac_token}. It never shows itself: not in {@code toString}, not in a log, not in an error. Not
 * thread-safe: a {@code Mac} has a state, so every thread takes its own {@link #copy()}.
 */
public final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Mac mac;

    /** @throws IllegalArgumentException if the token is empty */
    public HmacKey(String token) {
        this(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    private HmacKey(SecretKeySpec key) {
        this.key = key;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    public HmacKey copy() {
        return new HmacKey(key);
    }

    /** 64 lower-case hex digits. */
    public String sign(String identifier) {
        return HexFormat.of().formatHex(mac.doFinal(identifier.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether {@code hash} is exactly the signature of {@code identifier}, compared in constant time. */
    public boolean signed(String identifier, String hash) {
        return MessageDigest.isEqual(
                sign(identifier).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HmacKey[redacted]";
    }
}

package contactimport.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Secrets that the import makes: unguessable, URL-safe. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PUBSUB_BYTES = 18;

    private Tokens() {}

    /** 24 URL-safe characters. */
    static String pubsub() {
        byte[] bytes = new byte[PUBSUB_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String sourceId() {
        return UUID.randomUUID().toString();
    }
}

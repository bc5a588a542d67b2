package contactimport.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Ids of runs sort by time and are unique across databases: {@code 20261122T020000Z-7f3a}. */
final class RunIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** Several small files can be imported within one second, of which there are 65,536 ids: {@code isTaken} says which are. */
    static String next(Instant now, Predicate<String> isTaken) {
        String id = next(now);
        while (isTaken.test(id)) {
            id = next(now);
        }
        return id;
    }

    /** For a run that is kept nowhere. */
    static String next(Instant now) {
        byte[] random = new byte[2];
        RANDOM.nextBytes(random);
        return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
    }

    /** The same file with the same settings is the same run. */
    static String fingerprint(String sha256, String settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((sha256 + "\n" + settings).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}

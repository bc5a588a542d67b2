package contactimport.source;

import static java.util.Objects.requireNonNull;

/**
 * What tells one input from another.
 *
 * @param size in bytes
 * @param sha256 of all bytes, in lower-case hex
 */
public record FileIdentity(String name, long size, String sha256) {

    public FileIdentity {
        requireNonNull(name);
        requireNonNull(sha256);
    }
}

package contactimport.source;

import static java.util.Objects.requireNonNull;

/**
 * What tells one input from another, and how it is read.
 *
 * @param size in bytes, packed as it is
 * @param sha256 of all bytes, in lower-case hex
 */
public record FileIdentity(String name, long size, String sha256, Detected detected) {

    public FileIdentity {
        requireNonNull(name);
        requireNonNull(sha256);
        requireNonNull(detected);
    }
}

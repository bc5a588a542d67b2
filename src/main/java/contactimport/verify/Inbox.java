package contactimport.verify;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An API inbox of the platform.
 *
 * @param identifier {@code channel_api.identifier}, the path parameter
 * @param key null when the inbox has no token
 */
public record Inbox(
        long id,
        int accountId,
        String identifier,
        String name,
        boolean hmacMandatory,
        @Nullable HmacKey key) {
    public Inbox {
        requireNonNull(identifier);
        requireNonNull(name);
    }
}

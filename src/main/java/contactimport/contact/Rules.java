package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's choices that can change the outcome of a line. Two runs are the same run only if these are equal.
 *
 * @param match keys by which the line's contact is found, in order
 * @param inbox fills a blank {@code inbox_identifier}; a cell that differs rejects the line
 * @param account lines for an inbox of another account are rejected
 */
public record Rules(
        Mode mode,
        List<MatchKey> match,
        OnConflict onConflict,
        IdentifierUse identifier,
        HmacUse hmac,
        boolean hmacBind,
        boolean trim,
        @Nullable String inbox,
        @Nullable Integer account) {

    public enum Mode {
        UPDATE,
        UPSERT
    }

    public enum OnConflict {
        REJECT,
        DROP,
        MERGE
    }

    public enum IdentifierUse {
        ASSIGN,
        VERIFY_ONLY
    }

    public enum HmacUse {
        INBOX,
        REQUIRE,
        SKIP
    }

    public Rules {
        requireNonNull(mode);
        requireNonNull(onConflict);
        requireNonNull(identifier);
        requireNonNull(hmac);
        match = List.copyOf(match);
        if (match.isEmpty()) {
            throw new IllegalArgumentException("at least one match key is needed");
        }
    }

    /** What holds when nothing is said, for one mode. */
    public static Rules defaults(Mode mode) {
        return new Rules(
                mode,
                MatchKey.defaults(mode),
                OnConflict.REJECT,
                IdentifierUse.ASSIGN,
                HmacUse.INBOX,
                true,
                true,
                null,
                null);
    }

    /** Whether the line's identifier is stored and looked up at all. */
    public boolean assignsIdentifier() {
        return identifier == IdentifierUse.ASSIGN;
    }

    public boolean upserts() {
        return mode == Mode.UPSERT;
    }
}

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
 * @param defaultCountry two capital letters: phone numbers are normalised, those without a country code as of this country;
 *     null: only E.164 is accepted
 * @param duplicates what happens when several lines of a file address the same contact
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
        @Nullable Integer account,
        @Nullable String defaultCountry,
        Duplicates duplicates) {

    /** Without phone normalisation, later lines over earlier ones. */
    public Rules(
            Mode mode,
            List<MatchKey> match,
            OnConflict onConflict,
            IdentifierUse identifier,
            HmacUse hmac,
            boolean hmacBind,
            boolean trim,
            @Nullable String inbox,
            @Nullable Integer account) {
        this(mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, null, Duplicates.LAST);
    }

    /** Several lines of one file for one contact: all apply in order, only the first does, or none. */
    public enum Duplicates {
        LAST,
        FIRST,
        REJECT
    }

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
        requireNonNull(duplicates);
        if (defaultCountry != null && !Phones.isRegion(defaultCountry)) {
            throw new IllegalArgumentException("expected a country as two letters, for instance DE");
        }
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

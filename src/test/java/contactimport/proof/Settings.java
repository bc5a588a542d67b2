package contactimport.proof;

import java.util.List;

/**
 * The operator's choices that can change an outcome, as the command line spells them.
 *
 * @param match {@code source-id}, {@code identifier}, {@code email}, {@code phone}, {@code custom_attributes.KEY}, in order
 * @param inbox an inbox_identifier or null
 * @param account an account id or null
 */
record Settings(
        Mode mode,
        List<String> match,
        OnConflict onConflict,
        IdentifierUse identifier,
        Hmac hmac,
        boolean hmacBind,
        boolean trim,
        String inbox,
        Long account,
        Duplicates duplicates) {

    Settings(
            Mode mode,
            List<String> match,
            OnConflict onConflict,
            IdentifierUse identifier,
            Hmac hmac,
            boolean hmacBind,
            boolean trim,
            String inbox,
            Long account) {
        this(mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, Duplicates.LAST);
    }

    enum Duplicates {
        LAST,
        FIRST,
        REJECT
    }

    enum Mode {
        UPDATE,
        UPSERT
    }

    enum OnConflict {
        REJECT,
        DROP,
        MERGE
    }

    enum IdentifierUse {
        ASSIGN,
        VERIFY_ONLY
    }

    enum Hmac {
        INBOX,
        REQUIRE,
        SKIP
    }

    static Settings defaults(Mode mode) {
        return new Settings(
                mode, defaultMatch(mode), OnConflict.REJECT, IdentifierUse.ASSIGN, Hmac.INBOX, true, true, null, null);
    }

    static List<String> defaultMatch(Mode mode) {
        return mode == Mode.UPDATE ? List.of("source-id") : List.of("source-id", "identifier", "email");
    }

    /** Whether contacts can be found at all: with verify-only the identifier alone finds nobody. */
    boolean canMatch() {
        return identifier == IdentifierUse.ASSIGN || !match.equals(List.of("identifier"));
    }

    Settings withMode(Mode m) {
        return new Settings(m, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, duplicates);
    }

    Settings withMatch(List<String> m) {
        return new Settings(mode, m, onConflict, identifier, hmac, hmacBind, trim, inbox, account, duplicates);
    }

    Settings withOnConflict(OnConflict c) {
        return new Settings(mode, match, c, identifier, hmac, hmacBind, trim, inbox, account, duplicates);
    }

    Settings withIdentifier(IdentifierUse i) {
        return new Settings(mode, match, onConflict, i, hmac, hmacBind, trim, inbox, account, duplicates);
    }

    Settings withHmac(Hmac h) {
        return new Settings(mode, match, onConflict, identifier, h, hmacBind, trim, inbox, account, duplicates);
    }

    Settings withHmacBind(boolean b) {
        return new Settings(mode, match, onConflict, identifier, hmac, b, trim, inbox, account, duplicates);
    }

    Settings withTrim(boolean t) {
        return new Settings(mode, match, onConflict, identifier, hmac, hmacBind, t, inbox, account, duplicates);
    }

    Settings withInbox(String i) {
        return new Settings(mode, match, onConflict, identifier, hmac, hmacBind, trim, i, account, duplicates);
    }

    Settings withAccount(Long a) {
        return new Settings(mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, a, duplicates);
    }

    Settings withDuplicates(Duplicates d) {
        return new Settings(mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, d);
    }
}

package contactimport.proof;

import java.util.List;
import java.util.Map;

/**
 * The operator's choices that can change an outcome, as the command line spells them.
 *
 * @param match {@code source-id}, {@code identifier}, {@code email}, {@code phone}, {@code custom_attributes.KEY}, in order
 * @param inbox an inbox_identifier or null
 * @param account an account id or null
 * @param clearToken a cell that says this empties its field, or null
 * @param policies field → {@code fill-if-blank} or {@code never}
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
        Duplicates duplicates,
        String clearToken,
        Map<String, String> policies) {

    Settings(
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
        this(mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, duplicates, null, Map.of());
    }

    /** Nothing is emptied, everything overwrites. */
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
        return new Settings(
                m,
                match,
                onConflict,
                identifier,
                hmac,
                hmacBind,
                trim,
                inbox,
                account,
                duplicates,
                clearToken,
                policies);
    }

    Settings withMatch(List<String> m) {
        return new Settings(
                mode,
                m,
                onConflict,
                identifier,
                hmac,
                hmacBind,
                trim,
                inbox,
                account,
                duplicates,
                clearToken,
                policies);
    }

    Settings withOnConflict(OnConflict c) {
        return new Settings(
                mode, match, c, identifier, hmac, hmacBind, trim, inbox, account, duplicates, clearToken, policies);
    }

    Settings withIdentifier(IdentifierUse i) {
        return new Settings(
                mode, match, onConflict, i, hmac, hmacBind, trim, inbox, account, duplicates, clearToken, policies);
    }

    Settings withHmac(Hmac h) {
        return new Settings(
                mode,
                match,
                onConflict,
                identifier,
                h,
                hmacBind,
                trim,
                inbox,
                account,
                duplicates,
                clearToken,
                policies);
    }

    Settings withHmacBind(boolean b) {
        return new Settings(
                mode, match, onConflict, identifier, hmac, b, trim, inbox, account, duplicates, clearToken, policies);
    }

    Settings withTrim(boolean t) {
        return new Settings(
                mode,
                match,
                onConflict,
                identifier,
                hmac,
                hmacBind,
                t,
                inbox,
                account,
                duplicates,
                clearToken,
                policies);
    }

    Settings withInbox(String i) {
        return new Settings(
                mode,
                match,
                onConflict,
                identifier,
                hmac,
                hmacBind,
                trim,
                i,
                account,
                duplicates,
                clearToken,
                policies);
    }

    Settings withAccount(Long a) {
        return new Settings(
                mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, a, duplicates, clearToken, policies);
    }

    Settings withDuplicates(Duplicates d) {
        return new Settings(
                mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, d, clearToken, policies);
    }

    Settings withClearToken(String token) {
        return new Settings(
                mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, duplicates, token, policies);
    }

    Settings withPolicies(Map<String, String> p) {
        return new Settings(
                mode, match, onConflict, identifier, hmac, hmacBind, trim, inbox, account, duplicates, clearToken, p);
    }
}

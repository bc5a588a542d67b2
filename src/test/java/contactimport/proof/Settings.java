package contactimport.proof;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    Settings withMode(Mode other) {
        return with(draft -> draft.mode = other);
    }

    Settings withMatch(List<String> other) {
        return with(draft -> draft.match = other);
    }

    Settings withOnConflict(OnConflict other) {
        return with(draft -> draft.onConflict = other);
    }

    Settings withIdentifier(IdentifierUse other) {
        return with(draft -> draft.identifier = other);
    }

    Settings withHmac(Hmac other) {
        return with(draft -> draft.hmac = other);
    }

    Settings withHmacBind(boolean other) {
        return with(draft -> draft.hmacBind = other);
    }

    Settings withTrim(boolean other) {
        return with(draft -> draft.trim = other);
    }

    Settings withInbox(String other) {
        return with(draft -> draft.inbox = other);
    }

    Settings withAccount(Long other) {
        return with(draft -> draft.account = other);
    }

    Settings withDuplicates(Duplicates other) {
        return with(draft -> draft.duplicates = other);
    }

    Settings withClearToken(String other) {
        return with(draft -> draft.clearToken = other);
    }

    Settings withPolicies(Map<String, String> other) {
        return with(draft -> draft.policies = other);
    }

    private Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same settings, to be changed. */
    private static final class Draft {

        private Mode mode;
        private List<String> match;
        private OnConflict onConflict;
        private IdentifierUse identifier;
        private Hmac hmac;
        private boolean hmacBind;
        private boolean trim;
        private String inbox;
        private Long account;
        private Duplicates duplicates;
        private String clearToken;
        private Map<String, String> policies;

        private Draft(Settings of) {
            mode = of.mode;
            match = of.match;
            onConflict = of.onConflict;
            identifier = of.identifier;
            hmac = of.hmac;
            hmacBind = of.hmacBind;
            trim = of.trim;
            inbox = of.inbox;
            account = of.account;
            duplicates = of.duplicates;
            clearToken = of.clearToken;
            policies = of.policies;
        }

        private Settings settings() {
            return new Settings(
                    mode,
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
    }
}

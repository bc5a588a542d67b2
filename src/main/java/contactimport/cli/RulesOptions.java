package contactimport.cli;

import contactimport.contact.MatchKey;
import contactimport.contact.Phones;
import contactimport.contact.Rules;
import contactimport.contact.Rules.Duplicates;
import contactimport.contact.Rules.HmacUse;
import contactimport.contact.Rules.IdentifierUse;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.patch.Mapping;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that can change the outcome of a line. An option that is not given is null: {@code --like-api} then decides. */
final class RulesOptions {

    @Option(
            names = "--mode",
            paramLabel = "update|upsert",
            description = "upsert creates contacts that nobody finds. Default: update.")
    private @Nullable String mode;

    @Option(
            names = "--match",
            paramLabel = "KEY,…",
            description = "How a line finds its contact, first hit wins: source-id, identifier, email, phone,"
                    + " custom_attributes.KEY. Default: source-id; with --mode upsert: source-id,identifier,email.")
    private @Nullable String match;

    @Option(
            names = "--on-conflict",
            paramLabel = "reject|drop|merge",
            description =
                    "When a key of the line belongs to another contact: reject the line, drop the key, or merge the two"
                            + " contacts as the endpoint does. Default: reject.")
    private @Nullable String onConflict;

    @Option(
            names = "--identifier",
            paramLabel = "assign|verify-only",
            description =
                    "assign: the line's identifier is verified and stored; verify-only: as the endpoint, not stored."
                            + " Default: assign.")
    private @Nullable String identifier;

    @Option(
            names = "--hmac",
            paramLabel = "inbox|require|skip",
            description =
                    "inbox: hashes are needed where the inbox says so; require: on every line; skip: never looked at."
                            + " Default: inbox.")
    private @Nullable String hmac;

    @Option(
            names = "--hmac-bind",
            negatable = true,
            fallbackValue = "true",
            description = "A line's identifier must be that of the contact it addresses. Default: yes.")
    private @Nullable Boolean hmacBind;

    @Option(
            names = "--trim",
            negatable = true,
            fallbackValue = "true",
            description = "Trim e-mail, phone and name. Default: yes.")
    private @Nullable Boolean trim;

    @Option(
            names = "--like-api",
            fallbackValue = "true",
            description =
                    "As the endpoint: --on-conflict merge --no-hmac-bind --identifier verify-only --no-trim; an explicit"
                            + " option wins.")
    private boolean likeApi;

    @Option(names = "--inbox", paramLabel = "INBOX_IDENTIFIER", description = "Fills blank inbox_identifier cells.")
    private @Nullable String inbox;

    @Option(names = "--account", paramLabel = "ID", description = "Reject lines for inboxes of another account.")
    private @Nullable Integer account;

    @Option(
            names = "--default-country",
            paramLabel = "CC",
            description = "Normalise phone numbers to E.164; those without a country code are of this country, for"
                    + " instance DE. Default: only E.164 is accepted.")
    private @Nullable String defaultCountry;

    @Option(
            names = "--duplicates",
            paramLabel = "last|first|reject",
            description = "When several lines of a file address the same contact: all apply in their order, so that the"
                    + " last wins; only the first applies; or none does. Default: last.")
    private @Nullable String duplicates;

    /** @throws UsageFault if a value is not one of those that an option knows */
    Rules rules() {
        return rules(null);
    }

    /** The same, with what a mapping says where no option does. */
    Rules rules(@Nullable Mapping mapping) {
        Mode chosen = choice("--mode", Mode.class, mode, Mode.UPDATE);
        return new Rules(
                chosen,
                match(chosen, mapping),
                choice("--on-conflict", OnConflict.class, onConflict, likeApi ? OnConflict.MERGE : OnConflict.REJECT),
                choice(
                        "--identifier",
                        IdentifierUse.class,
                        identifier,
                        likeApi ? IdentifierUse.VERIFY_ONLY : IdentifierUse.ASSIGN),
                choice("--hmac", HmacUse.class, hmac, HmacUse.INBOX),
                hmacBind == null ? !likeApi : hmacBind,
                trim == null ? !likeApi : trim,
                inbox(mapping),
                account,
                country(),
                choice("--duplicates", Duplicates.class, duplicates, Duplicates.LAST));
    }

    private @Nullable String country() {
        if (defaultCountry == null || defaultCountry.isBlank()) {
            return null;
        }
        String region = defaultCountry.strip().toUpperCase(Locale.ROOT);
        if (!Phones.isRegion(region)) {
            throw new UsageFault("--default-country: expected a country as two letters, for instance DE");
        }
        return region;
    }

    private @Nullable String inbox(@Nullable Mapping mapping) {
        if (inbox == null || inbox.isBlank()) {
            return mapping == null ? null : mapping.inbox();
        }
        return inbox;
    }

    private List<MatchKey> match(Mode chosen, @Nullable Mapping mapping) {
        if (match == null || match.isBlank()) {
            return mapping == null || mapping.match().isEmpty() ? MatchKey.defaults(chosen) : mapping.match();
        }
        try {
            return Arrays.stream(match.split(","))
                    .map(MatchKey::parse)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--match: " + e.getMessage());
        }
    }

    private static <E extends Enum<E>> E choice(String option, Class<E> type, @Nullable String given, E otherwise) {
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(given.strip().toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new UsageFault(option + ": expected "
                + String.join(
                        " or ",
                        Arrays.stream(type.getEnumConstants())
                                .map(RulesOptions::name)
                                .toList()));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

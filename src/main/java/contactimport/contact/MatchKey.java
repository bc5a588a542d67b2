package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One key by which a line finds its contact.
 *
 * <pre>
 * "source-id"                    → SOURCE_ID
 * "email"                        → EMAIL
 * "custom_attributes.crm_id"     → ATTRIBUTE, attribute "crm_id"
 * </pre>
 */
public record MatchKey(Kind kind, String attribute) {

    public enum Kind {
        SOURCE_ID,
        IDENTIFIER,
        EMAIL,
        PHONE,
        ATTRIBUTE
    }

    public static final MatchKey SOURCE_ID = new MatchKey(Kind.SOURCE_ID, "");
    public static final MatchKey IDENTIFIER = new MatchKey(Kind.IDENTIFIER, "");
    public static final MatchKey EMAIL = new MatchKey(Kind.EMAIL, "");
    public static final MatchKey PHONE = new MatchKey(Kind.PHONE, "");

    private static final String ATTRIBUTE_PREFIX = "custom_attributes.";

    public MatchKey {
        requireNonNull(kind);
        if ((kind == Kind.ATTRIBUTE) == attribute.isEmpty()) {
            throw new IllegalArgumentException("an attribute key names its attribute, no other key does");
        }
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    public static MatchKey parse(String text) {
        String s = text.strip();
        return switch (s) {
            case "source-id" -> SOURCE_ID;
            case "identifier" -> IDENTIFIER;
            case "email" -> EMAIL;
            case "phone" -> PHONE;
            default -> {
                if (s.startsWith(ATTRIBUTE_PREFIX) && s.length() > ATTRIBUTE_PREFIX.length()) {
                    yield new MatchKey(Kind.ATTRIBUTE, s.substring(ATTRIBUTE_PREFIX.length()));
                }
                throw new IllegalArgumentException("unknown match key '" + s
                        + "': expected source-id, identifier, email, phone or custom_attributes.KEY");
            }
        };
    }

    public static List<MatchKey> defaults(Rules.Mode mode) {
        return mode == Rules.Mode.UPDATE ? List.of(SOURCE_ID) : List.of(SOURCE_ID, IDENTIFIER, EMAIL);
    }

    /** As the operator writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case SOURCE_ID -> "source-id";
            case IDENTIFIER -> "identifier";
            case EMAIL -> "email";
            case PHONE -> "phone";
            case ATTRIBUTE -> ATTRIBUTE_PREFIX + attribute;
        };
    }
}

package contactimport.report;

import java.util.Map;
import java.util.Set;

/**
 * What is left of a value when it is masked: enough to recognise it when one knows it, not enough to learn it. Letters and
 * digits become {@code *}; what stands between them stays, so that the shape can be seen. A value longer than 40 characters is
 * cut.
 *
 * <pre>
 * email         ada@mail.example.com → a**@****.*******.com
 * phone_number  +4915112345678       → +***********78
 * identifier    crm-000123           → c**-****23
 * name, texts   Ada Lovelace         → A** L*******
 * </pre>
 */
final class Masks {

    private enum Shape {
        OPEN,
        EMAIL,
        ENDING,
        INITIALS
    }

    /** Fields without a rule, attributes above all, are texts. */
    private static final Map<String, Shape> RULES = Map.of(
            "email", Shape.EMAIL,
            "phone_number", Shape.ENDING,
            "identifier", Shape.ENDING,
            "source_id", Shape.ENDING,
            "contact_identifier", Shape.ENDING);

    /** They say nothing about a person. */
    private static final Set<String> HARMLESS = Set.of(
            "id",
            "account_id",
            "company_id",
            "inbox_id",
            "blocked",
            "contact_id",
            "contact_type",
            "absorbed_again",
            "brought_back",
            "hmac_verified",
            "last_activity_at",
            "created_at",
            "updated_at");

    private static final int LONGEST = 40;
    private static final int SHORT = 4;
    private static final int SHOWN_AT_END = 2;

    private Masks() {}

    static boolean isHarmless(String path) {
        return HARMLESS.contains(name(path));
    }

    /** Of a link that of its column: {@code contact_inboxes.12.source_id}. */
    private static String name(String path) {
        return path.startsWith("contact_inboxes.") ? path.substring(path.lastIndexOf('.') + 1) : path;
    }

    static String masked(String path, String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        return switch (shape(path)) {
            case OPEN -> value;
            case EMAIL -> email(text);
            case ENDING -> ending(text);
            case INITIALS -> initials(text);
        };
    }

    /** Every digit but the last two. */
    static String digits(String words) {
        long digits = words.chars().filter(Character::isDigit).count();
        StringBuilder masked = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            masked.append(Character.isDigit(c) && digits-- > SHOWN_AT_END ? '*' : c);
        }
        return masked.toString();
    }

    private static Shape shape(String path) {
        return isHarmless(path) ? Shape.OPEN : RULES.getOrDefault(name(path), Shape.INITIALS);
    }

    private static String email(String text) {
        int at = text.lastIndexOf('@');
        int dot = text.lastIndexOf('.');
        return at < 1 || dot < at ? initials(text) : keeping(text, 1, dot);
    }

    private static String ending(String text) {
        boolean isShort = text.length() <= SHORT;
        int first = text.startsWith("+") || isShort ? 0 : 1;
        return keeping(text, first, isShort ? text.length() : text.length() - SHOWN_AT_END);
    }

    /** What is before {@code from} and behind {@code to} stays. */
    private static String keeping(String text, int from, int to) {
        StringBuilder masked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            masked.append(i < from || i >= to ? text.charAt(i) : star(text.charAt(i)));
        }
        return masked.toString();
    }

    private static String initials(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        boolean first = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            masked.append(first && Character.isLetter(c) ? c : star(c));
            first = Character.isWhitespace(c);
        }
        return masked.toString();
    }

    private static char star(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? '*' : c;
    }
}

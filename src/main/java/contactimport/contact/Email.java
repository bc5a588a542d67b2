package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An e-mail address as the platform stores it: lower-cased, and of the platform's own very lenient form. Nothing stricter:
 * stricter checkers refuse hundreds of addresses that the platform accepts.
 *
 * <pre>
 * "Ada@Example.COM" → ada@example.com
 * "ada"             → EMAIL_INVALID
 * "ΣΑΣ@x"           → σασ@x          (no final sigma, as in Ruby's downcase)
 * </pre>
 */
public record Email(String value) {

    public Email {
        requireNonNull(value);
    }

    public static Checked<Email> parse(String text) {
        String folded = fold(text);
        return Text.storable("email", folded)
                .then(s -> isAddress(s)
                        ? Checked.passed(new Email(s))
                        : Checked.failed(new Reason(
                                Code.EMAIL_INVALID,
                                "email",
                                "expected one @ with text on both sides and no white space")));
    }

    /** Lower case by which owners are compared, everywhere: full mappings, but a sigma never becomes final. */
    public static String fold(String s) {
        // Java picks ς for a sigma at a word's end; lower-casing it alone never does.
        return s.indexOf('Σ') < 0
                ? s.toLowerCase(Locale.ROOT)
                : s.replace('Σ', 'σ').toLowerCase(Locale.ROOT);
    }

    private static boolean isAddress(String s) {
        int at = s.indexOf('@');
        if (at <= 0 || at == s.length() - 1 || s.indexOf('@', at + 1) >= 0) {
            return false;
        }
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                return false;
            }
        }
        return true;
    }
}

package contactimport.contact;

import static java.util.Objects.requireNonNull;

/**
 * A phone number in E.164: a plus and 2 to 15 ASCII digits, the first not 0.
 *
 * <pre>
 * "+4915112345678"  → as it is
 * "015112345678"    → PHONE_INVALID
 * "+١٢٣"            → PHONE_INVALID   (ASCII digits only)
 * </pre>
 */
public record Phone(String value) {

    public Phone {
        requireNonNull(value);
    }

    public static Checked<Phone> parse(String text) {
        return Text.storable("phone_number", text)
                .then(s -> isE164(s)
                        ? Checked.passed(new Phone(s))
                        : Checked.failed(new Reason(
                                Code.PHONE_INVALID,
                                "phone_number",
                                "expected + and 2 to 15 digits, the first not 0" + hint(s))));
    }

    /** What probably happened to a number that is none. */
    private static String hint(String s) {
        return s.matches("[+']?\\d+([.,]\\d+)?[eE]\\+?\\d+|#+")
                ? ": a spreadsheet has destroyed it, export the column as text"
                : "";
    }

    static boolean isE164(String s) {
        if (s.length() < 3 || s.length() > 16 || s.charAt(0) != '+' || s.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < s.length(); i++) {
            if (s.charAt(i) < '0' || s.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

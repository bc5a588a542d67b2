package contactimport.contact;

import static java.util.Objects.requireNonNull;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers as people write them, made E.164. A number that is E.164 already stays as it is; any other must be one that
 * its country knows. Digits that a spreadsheet lost are named, never guessed. Thread-safe.
 *
 * <pre>
 * "(0151) 1234-5678", DE  → +4915112345678, warning PHONE_NORMALISED
 * "0151 12345678", null   → PHONE_INVALID   (of which country?)
 * "4.91512E+11", DE       → PHONE_INVALID   (a spreadsheet lost digits)
 * </pre>
 */
public final class Phones {

    private static final String FIELD = "phone_number";

    private static final Pattern IGNORED = Pattern.compile("[\\p{Cf}\\p{IsWhite_Space}]+");
    private static final Pattern APOSTROPHE = Pattern.compile("^['\u2019`\u00B4]");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE][+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("\\+?\\d+[.,]0+");
    private static final Pattern HASHES = Pattern.compile("#+");
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
    private static final Pattern WRITTEN = Pattern.compile("(?i)(tel:)?[+\uFF0B]?[\\p{Nd}\\p{Pd} ()\\[\\]./·~]+"
            + "((;ext=|,|#|x|ext\\.?|extn\\.?|extension) *\\p{Nd}{1,7})?");

    private Phones() {}

    /**
     * A number and what was changed on the way.
     *
     * @param warnings {@code PHONE_NORMALISED} with the text as it was given, {@code PHONE_EXTENSION_DROPPED}
     */
    public record Normalised(Phone phone, List<Warning> warnings) {
        public Normalised {
            requireNonNull(phone);
            warnings = List.copyOf(warnings);
        }
    }

    /** Whether these are the two capital letters of a country whose numbers are known. */
    public static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }

    /**
     * @param region two capital letters: where a number without a country code belongs; null: such a number is refused
     * @throws IllegalArgumentException if there is no such region
     */
    public static Checked<Normalised> normalise(String text, @Nullable String region) {
        if (region != null && !isRegion(region)) {
            throw new IllegalArgumentException("no region: " + region);
        }
        if (Phone.isE164(text)) {
            return Checked.passed(new Normalised(new Phone(text), List.of()));
        }
        return Text.storable(FIELD, text).then(given -> {
            String tidy = tidy(given);
            String fault = fault(tidy, region);
            return fault == null ? parsed(given, tidy, region) : refused(fault);
        });
    }

    private static String tidy(String given) {
        String inOneLine = IGNORED.matcher(given).replaceAll(" ").strip();
        String number = APOSTROPHE.matcher(inOneLine).replaceFirst("").strip();
        return number.startsWith("00") ? "+" + number.substring(2) : number;
    }

    /** What can be told of a number that is not E.164 before it is taken apart; null if nothing speaks against it. */
    static @Nullable String fault(String tidy, @Nullable String region) {
        if (EXPONENT.matcher(tidy).matches()) {
            return "a spreadsheet has turned the number into a power of ten and lost digits: export the column as text";
        }
        if (HASHES.matcher(tidy).matches()) {
            return "a spreadsheet has written # for a number too wide for its column: widen it and export again";
        }
        if (DECIMAL.matcher(tidy).matches()) {
            return "a spreadsheet has turned the number into a decimal: export the column as text";
        }
        if (!WRITTEN.matcher(tidy).matches()) {
            return "expected a phone number and nothing else";
        }
        return isInternational(tidy) ? null : nationalFault(tidy, region);
    }

    private static @Nullable String nationalFault(String tidy, @Nullable String region) {
        if (region == null) {
            return "expected + and the country code, or the country by --default-country";
        }
        boolean trunkZero = "0".equals(PhoneNumberUtil.getInstance().getNddPrefixForRegion(region, true));
        return trunkZero && tidy.charAt(0) != '0' && DIGITS.matcher(tidy).matches()
                ? "expected a number of " + region + " to begin with 0, or with + and the country code:"
                        + " a spreadsheet may have removed it"
                : null;
    }

    private static boolean isInternational(String tidy) {
        String number = tidy.regionMatches(true, 0, "tel:", 0, 4) ? tidy.substring(4) : tidy;
        return number.startsWith("+") || number.startsWith("\uFF0B");
    }

    private static Checked<Normalised> parsed(String given, String tidy, @Nullable String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(tidy.replace('[', '(').replace(']', ')'), region);
            return numbers.isValidNumber(number)
                    ? normalised(given, number)
                    : refused("expected a number that exists in the numbering plan of "
                            + (isInternational(tidy) || region == null ? "its country" : region));
        } catch (NumberParseException e) {
            return refused("expected a phone number that can be read");
        }
    }

    private static Checked<Normalised> normalised(String given, PhoneNumber number) {
        List<Warning> warnings = new ArrayList<>();
        warnings.add(new Warning(WarningCode.PHONE_NORMALISED, FIELD, "given as " + given));
        if (number.hasExtension()) {
            warnings.add(new Warning(WarningCode.PHONE_EXTENSION_DROPPED, FIELD, "the extension is not stored"));
        }
        String e164 = PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
        return Phone.parse(e164).map(phone -> new Normalised(phone, warnings));
    }

    private static Checked<Normalised> refused(String detail) {
        return Checked.failed(new Reason(Code.PHONE_INVALID, FIELD, detail));
    }
}

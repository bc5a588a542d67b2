package contactimport.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as an operator writes it.
 *
 * <pre>
 * 90d → 90 days
 * 36h → 36 hours
 * 30  → UsageFault: of what?
 * </pre>
 */
final class Age {

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhdw])");

    private Age() {}

    /** @throws UsageFault naming the option if it is no length of time */
    static Duration parse(String option, String text) {
        Matcher matcher = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageFault(option + ": '" + text
                    + "' is no length of time: expected a number and one of s, m, h, d, w," + " such as 90d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "w" -> Duration.ofDays(Math.multiplyExact(number, 7));
            default -> Duration.ofDays(number);
        };
    }
}

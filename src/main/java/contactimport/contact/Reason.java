package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a line is refused: a stable code, the field it is about ("" when it is the whole line) and a sentence that says what
 * was expected. The sentence never holds a value of the file: values belong into the reject file, beside it.
 */
public record Reason(Code code, String field, String detail) {

    public Reason {
        requireNonNull(code);
        requireNonNull(field);
        requireNonNull(detail);
    }

    public static Reason of(Code code, String detail) {
        return new Reason(code, "", detail);
    }

    /** The codes of one line in rule order, as in {@code EMAIL_INVALID; PHONE_INVALID}. */
    public static String codes(List<Reason> reasons) {
        return inRuleOrder(reasons).stream()
                .map(r -> r.code().name())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** The sentences of one line in rule order. */
    public static String sentences(List<Reason> reasons) {
        return inRuleOrder(reasons).stream().map(Reason::sentence).collect(Collectors.joining("; "));
    }

    /** Field and detail, as in {@code email: expected something@something}. */
    public String sentence() {
        return field.isEmpty() ? detail : field + ": " + detail;
    }

    private static List<Reason> inRuleOrder(List<Reason> reasons) {
        return reasons.stream().sorted(Comparator.comparing(Reason::code)).toList();
    }
}

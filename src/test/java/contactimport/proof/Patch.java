package contactimport.proof;

import contactimport.proof.Reference.Rejection;
import contactimport.proof.Settings.IdentifierUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Check 4: what a line asks for, every text null when blank.
 *
 * @param givenIdentifier the identifier as given, for HMAC and binding
 * @param identifier the same, but null with {@code verify-only}: "counts here as having no identifier"
 */
record Patch(
        Row inbox,
        boolean signed,
        String sourceId,
        String givenIdentifier,
        String identifier,
        String email,
        String name,
        String phone,
        Map<String, Object> custom,
        Map<String, Object> additional,
        Set<String> emptied,
        List<String> warnings) {

    private static final String CUSTOM = "custom_attributes.";
    private static final String ADDITIONAL = "additional_attributes.";

    /** "codes joined by "; " in rule order". */
    private static final List<String> RULES = List.of(
            "FIELD_TYPE",
            "TEXT_INVALID",
            "EMAIL_INVALID",
            "PHONE_INVALID",
            "CUSTOM_ATTRIBUTES_INVALID",
            "AVATAR_INVALID");

    static Patch of(Emptied emptied, Settings settings, Row inbox, boolean signed) {
        Line line = emptied.rest();
        TreeSet<Integer> failures = new TreeSet<>(); // "all failures of the line are reported together"
        String sourceId = text(line, "contact_identifier", false, failures);
        String given = text(line, "identifier", false, failures);
        String email = email(text(line, "email", settings.trim(), failures), failures);
        String name = text(line, "name", settings.trim(), failures);
        String phone = phone(text(line, "phone_number", settings.trim(), failures), failures);
        Map<String, Object> custom = custom(line, failures);
        Map<String, Object> additional = new LinkedHashMap<>();
        for (String key : List.of("city", "country", "company_name", "description")) {
            String value = text(line, ADDITIONAL + key, false, failures);
            if (value != null) {
                additional.put(key, value);
            }
        }
        List<String> warnings = avatar(line, failures);
        if (!failures.isEmpty()) {
            throw new Rejection(
                    String.join("; ", failures.stream().map(RULES::get).toList()));
        }
        boolean assigns = settings.identifier() == IdentifierUse.ASSIGN;
        String identifier = assigns ? given : null;
        return new Patch(
                inbox,
                signed,
                sourceId,
                given,
                identifier,
                email,
                name,
                phone,
                custom,
                additional,
                emptied.fields(),
                warnings);
    }

    /** What the line has for a key of {@code --match}, or null. */
    String matchValue(String key) {
        return switch (key) {
            case "source-id" -> sourceId;
            case "identifier" -> identifier;
            case "email" -> email;
            case "phone" -> phone;
            default -> Texts.matchText(custom.get(key.substring(CUSTOM.length())));
        };
    }

    private static void fail(String code, TreeSet<Integer> failures) {
        failures.add(RULES.indexOf(code));
    }

    private static String text(Line line, String field, boolean trim, TreeSet<Integer> failures) {
        Object value = line.get(field);
        if (value instanceof Map || value instanceof List) {
            fail("FIELD_TYPE", failures);
            return null;
        }
        String text = Texts.of(value);
        // "email, phone_number, name are trimmed (--no-trim: not); identifiers never are"
        String result = text != null && trim ? Texts.trim(text) : text;
        if (result != null && !Texts.valid(result)) {
            fail("TEXT_INVALID", failures);
            return null;
        }
        return result;
    }

    private static String email(String text, TreeSet<Integer> failures) {
        String email = text == null ? null : Texts.downcase(text);
        if (email != null && !Texts.email(email)) {
            fail("EMAIL_INVALID", failures);
        }
        return email;
    }

    private static String phone(String text, TreeSet<Integer> failures) {
        if (text != null && !Texts.phone(text)) {
            fail("PHONE_INVALID", failures);
        }
        return text;
    }

    private static Map<String, Object> custom(Line line, TreeSet<Integer> failures) {
        Map<String, Object> custom = new LinkedHashMap<>();
        Object object = line.get("custom_attributes");
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> custom.put((String) key, value)); // "an explicit JSON null is a value"
        } else if (!Texts.blank(object)) {
            fail("CUSTOM_ATTRIBUTES_INVALID", failures);
        }
        line.fields().forEach((field, value) -> {
            // "one column per key: custom_attributes.<key> (wins over the same key in the object)"
            if (field.startsWith(CUSTOM) && !Texts.blank(value)) {
                custom.put(field.substring(CUSTOM.length()), value);
            }
        });
        if (!Texts.holdable(custom)) {
            fail("CUSTOM_ATTRIBUTES_INVALID", failures);
        }
        return custom;
    }

    private static List<String> avatar(Line line, TreeSet<Integer> failures) {
        List<String> warnings = new ArrayList<>();
        String url = Texts.of(line.get("avatar_url"));
        if (url != null && !Texts.avatarUrl(url)) {
            fail("AVATAR_INVALID", failures);
        }
        // "Until pictures are stored, a non-blank cell gives the warning AVATAR_NOT_STORED"
        if (url != null) {
            warnings.add("AVATAR_NOT_STORED");
        }
        if (Texts.of(line.get("avatar")) != null) {
            warnings.add("AVATAR_NOT_STORED");
        }
        return warnings;
    }
}

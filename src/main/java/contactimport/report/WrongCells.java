package contactimport.report;

import contactimport.patch.FieldColumns;
import contactimport.source.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which cells of a rejected line its reason is about: those of the fields that it names, or else of the field that its code is
 * always about; none if it is about the line as a whole.
 */
final class WrongCells {

    private static final Map<String, List<String>> BY_CODE = Map.ofEntries(
            Map.entry("INBOX_NOT_FOUND", List.of("inbox_identifier")),
            Map.entry("OTHER_ACCOUNT", List.of("inbox_identifier")),
            Map.entry("OTHER_INBOX", List.of("inbox_identifier")),
            Map.entry("PATH_MISSING", List.of("inbox_identifier", "contact_identifier")),
            Map.entry("HMAC_REQUIRED", List.of("identifier_hash")),
            Map.entry("HMAC_INVALID", List.of("identifier_hash")),
            Map.entry("HMAC_IDENTIFIER_MISMATCH", List.of("identifier")),
            Map.entry("EMAIL_INVALID", List.of("email")),
            Map.entry("PHONE_INVALID", List.of("phone_number")),
            Map.entry("AVATAR_INVALID", List.of("avatar_url")),
            Map.entry("CUSTOM_ATTRIBUTES_INVALID", List.of("custom_attributes")),
            Map.entry("CONTACT_NOT_FOUND", List.of("contact_identifier")),
            Map.entry("CONFLICT_IDENTIFIER", List.of("identifier")),
            Map.entry("CONFLICT_EMAIL", List.of("email")),
            Map.entry("CONFLICT_PHONE", List.of("phone_number")),
            Map.entry("CONFLICT_SOURCE_ID", List.of("contact_identifier")));

    private final Map<String, Set<Integer>> columns;
    private final Map<String, Pattern> named = new LinkedHashMap<>();

    WrongCells(Header header, String settings) {
        columns = FieldColumns.of(header, settings);
        columns.keySet().forEach(field -> named.put(field, Pattern.compile("(^|; |: )" + Pattern.quote(field) + ": ")));
    }

    /** Indexes in the header. */
    Set<Integer> of(String codes, String reason) {
        Set<Integer> wrong = new TreeSet<>();
        named.forEach((field, pattern) -> {
            if (pattern.matcher(reason).find()) {
                wrong.addAll(columns.getOrDefault(field, Set.of()));
            }
        });
        if (wrong.isEmpty()) {
            for (String code : codes.split("; ", -1)) {
                BY_CODE.getOrDefault(code, List.of())
                        .forEach(field -> wrong.addAll(columns.getOrDefault(field, Set.of())));
            }
        }
        return wrong;
    }
}

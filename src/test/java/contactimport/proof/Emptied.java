package contactimport.proof;

import contactimport.proof.Settings.IdentifierUse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * "A cell that says just the token empties its field."
 *
 * @param rest the line without these cells
 * @param fields what it empties
 * @param refused whether it asks that of something else
 */
record Emptied(Line rest, Set<String> fields, boolean refused) {

    private static final String CUSTOM = "custom_attributes.";

    static Emptied of(Line line, Settings settings) {
        Map<String, Object> rest = new LinkedHashMap<>(line.fields());
        Set<String> fields = new HashSet<>();
        boolean refused = false;
        for (Map.Entry<String, Object> cell : line.fields().entrySet()) {
            if (isToken(cell.getValue(), settings)) {
                rest.remove(cell.getKey());
                refused |= !canBeEmptied(cell.getKey(), settings);
                fields.add(cell.getKey());
            }
        }
        if (line.get("custom_attributes") instanceof Map<?, ?> object) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                String field = CUSTOM + member.getKey();
                boolean column = !Texts.blank(line.get(field)); // "wins over the same key in the object"
                if (isToken(member.getValue(), settings)) {
                    refused |= !canBeEmptied(field, settings);
                    if (!column) {
                        fields.add(field);
                    }
                } else if (!fields.contains(field)) {
                    members.put((String) member.getKey(), member.getValue());
                }
            }
            rest.put("custom_attributes", members);
        }
        return new Emptied(new Line(line.kind(), rest), fields, refused);
    }

    private static boolean isToken(Object value, Settings settings) {
        return settings.clearToken() != null
                && value instanceof String text
                && Texts.trim(text).equals(settings.clearToken());
    }

    private static boolean canBeEmptied(String field, Settings settings) {
        boolean stored = Set.of("email", "name", "phone_number").contains(field)
                || field.equals("identifier") && settings.identifier() == IdentifierUse.ASSIGN
                || field.startsWith("additional_attributes.")
                || field.startsWith(CUSTOM);
        return stored && !settings.policies().containsKey(field);
    }
}

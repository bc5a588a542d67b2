package contactimport.proof;

import contactimport.proof.Reference.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check 1: the line can be read and says whose patch it is. */
final class Readable {

    private static final Set<String> FIELDS = Set.of(
            "inbox_identifier",
            "contact_identifier",
            "identifier",
            "identifier_hash",
            "email",
            "name",
            "phone_number",
            "avatar_url",
            "avatar",
            "custom_attributes",
            "additional_attributes.city",
            "additional_attributes.country",
            "additional_attributes.company_name",
            "additional_attributes.description");

    private final Settings settings;

    Readable(Settings settings) {
        this.settings = settings;
    }

    void check(Line given, Emptied emptied) {
        checkForm(given, emptied);
        Line line = emptied.rest();
        // "path parameter blank; contact_identifier may be blank when --match has other keys"
        boolean noInbox = Texts.blank(line.get("inbox_identifier")) && settings.inbox() == null;
        boolean noContact =
                Texts.blank(line.get("contact_identifier")) && settings.match().equals(List.of("source-id"));
        if (noInbox || noContact) {
            throw new Rejection("PATH_MISSING");
        }
    }

    private static void checkForm(Line line, Emptied emptied) {
        if (line.kind() == Line.Kind.UNREADABLE) {
            throw new Rejection("LINE_UNREADABLE");
        }
        if (line.kind() == Line.Kind.RAGGED) {
            throw new Rejection("CELL_COUNT");
        }
        for (String field : line.fields().keySet()) {
            if (!FIELDS.contains(field) && !field.startsWith("custom_attributes.")) {
                throw new Rejection("UNKNOWN_FIELD");
            }
        }
        if (emptied.refused()) {
            throw new Rejection("CLEAR_REFUSED");
        }
        // "an object or array there is FIELD_TYPE"; of these four it is checked here
        for (String field : List.of("inbox_identifier", "contact_identifier", "identifier", "identifier_hash")) {
            if (line.get(field) instanceof Map || line.get(field) instanceof List) {
                throw new Rejection("FIELD_TYPE");
            }
        }
    }
}

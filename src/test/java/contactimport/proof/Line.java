package contactimport.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of a file, before it is written as text.
 *
 * @param fields field → text, number or boolean; {@code custom_attributes} → a JSON object (or, to be refused, anything else);
 *     {@code custom_attributes.KEY} → text, in CSV files only; empty unless a patch
 */
record Line(Kind kind, Map<String, Object> fields) {

    enum Kind {
        PATCH,
        /** Not JSON at all; in JSON Lines files only. */
        UNREADABLE,
        /** One cell too many; in CSV files only. */
        RAGGED,
        /** A blank line, or only blank cells. */
        BLANK
    }

    static Line patch(Map<String, Object> fields) {
        return new Line(Kind.PATCH, fields);
    }

    static Line of(Kind kind) {
        return new Line(kind, Map.of());
    }

    /** Field, value, field, value, … */
    static Line of(Object... fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], fields[i + 1]);
        }
        return patch(map);
    }

    Object get(String field) {
        return fields.get(field);
    }
}

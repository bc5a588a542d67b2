package contactimport.report;

import contactimport.source.JsonMembers;
import contactimport.store.Utf8;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that the database wrote, as slices of its bytes: the contact's fields at their places, others as
 * they come. That it is JSON is the database's word; of a name that occurs twice the last counts.
 */
final class MemberTexts {

    private static final int FIELDS = UpdatedLine.CONTACT_FIELDS.size();
    private static final Map<Utf8, Integer> PLACES = places();

    private final @Nullable Utf8[] fields = new @Nullable Utf8[FIELDS];
    private final Map<Utf8, Utf8> others = new LinkedHashMap<>();

    /** @param object null: no members */
    static MemberTexts of(@Nullable Utf8 object) {
        MemberTexts members = new MemberTexts();
        if (object != null && !members.split(object)) {
            members = new MemberTexts();
            members.parse(object);
        }
        return members;
    }

    /** The value of a contact's field, by its place among them. */
    @Nullable Utf8 field(int place) {
        return fields[place];
    }

    /** The rest, by names as they stand between their quotes. */
    Map<Utf8, Utf8> others() {
        return others;
    }

    private void put(Utf8 name, Utf8 value) {
        Integer place = PLACES.get(name);
        if (place == null) {
            others.put(name, value);
        } else {
            fields[place] = value;
        }
    }

    /** False for a name that is not written as it is: then nothing of this counts. */
    private boolean split(Utf8 object) {
        int i = behindSpace(object, 0);
        if (i == object.length() || object.at(i) != '{') {
            throw noObject();
        }
        for (i = behindSpace(object, i + 1); object.at(i) != '}'; i = behindSpace(object, i)) {
            if (object.at(i) == ',') {
                i++;
                continue;
            }
            int end = behindText(object, i);
            Utf8 name = object.part(i + 1, end - 1);
            if (name.has('\\')) {
                return false;
            }
            int value = behindSpace(object, behindSpace(object, end) + 1);
            i = behindValue(object, value);
            put(name, object.part(value, i));
        }
        return true;
    }

    private void parse(Utf8 object) {
        JsonMembers.of(object.text())
                .orElseThrow(MemberTexts::noObject)
                .values()
                .forEach((name, value) -> {
                    String quoted = JsonText.quoted(name);
                    put(Utf8.of(quoted.substring(1, quoted.length() - 1)), Utf8.of(value));
                });
    }

    private static int behindSpace(Utf8 json, int from) {
        int i = from;
        while (i < json.length() && isSpace(json.at(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    private static int behindText(Utf8 json, int quote) {
        int i = quote + 1;
        while (json.at(i) != '"') {
            i += json.at(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int behindValue(Utf8 json, int from) {
        int depth = 0;
        int i = from;
        do {
            switch (json.at(i)) {
                case '"' -> i = behindText(json, i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
        } while (depth > 0 || !ends(json, from, i));
        return i;
    }

    /** A number or a word ends where something else begins; all others by their own last character. */
    private static boolean ends(Utf8 json, int from, int i) {
        byte first = json.at(from);
        if (first == '"' || first == '{' || first == '[') {
            return true;
        }
        byte next = json.at(i);
        return next == ',' || next == '}' || isSpace(next);
    }

    private static IllegalStateException noObject() {
        return new IllegalStateException("a ledger entry holds JSON that is no object");
    }

    private static Map<Utf8, Integer> places() {
        Map<Utf8, Integer> places = new HashMap<>();
        List<String> names = UpdatedLine.CONTACT_FIELDS;
        names.forEach(name -> places.put(Utf8.of(name), places.size()));
        return places;
    }
}

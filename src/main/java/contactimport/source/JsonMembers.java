package contactimport.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * The members of a JSON object as slices of its text, so that what is not touched stays as it was written: numbers are never
 * read, duplicates and white space stay.
 *
 * <pre>
 * {"a": 1.0, "b": 2}  without b, with "c":3  → {"a": 1.0,"c":3}
 * {"a":1,"a":1e400}   with "c":3             → {"a":1,"a":1e400,"c":3}
 * [1]                                        → none: no object
 * </pre>
 */
public final class JsonMembers {

    // What was staged was read once already: no limit may refuse it here.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final String text;
    private final List<Member> members;
    private final int open;

    /** Offsets into the text: of the name's quote, of the value, and behind the value. */
    private record Member(String name, int start, int value, int end) {}

    private JsonMembers(String text, List<Member> members, int open) {
        this.text = text;
        this.members = members;
        this.open = open;
    }

    /** Empty when the text is not exactly one JSON object. */
    public static Optional<JsonMembers> of(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            int open = start(parser);
            List<Member> members = members(parser);
            return parser.nextToken() == null ? Optional.of(new JsonMembers(text, members, open)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static List<Member> members(JsonParser parser) {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int nameAt = start(parser);
            parser.nextToken();
            int valueAt = start(parser);
            parser.skipChildren();
            parser.finishToken();
            members.add(new Member(
                    name, nameAt, valueAt, (int) parser.currentLocation().getCharOffset()));
        }
        return members;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The text of each value; of a name that occurs twice, the last. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        members.forEach(m -> values.put(m.name, text.substring(m.value, m.end)));
        return values;
    }

    /** The object without the members called so, and with {@code added} (members as text, separated by commas) at its end. */
    public String replacing(Predicate<String> gone, String added) {
        StringBuilder result = new StringBuilder(text.length() + added.length() + 1).append(text, 0, open + 1);
        int end = open + 1;
        boolean first = true;
        for (Member member : members) {
            if (!gone.test(member.name)) {
                result.append(first ? "" : ",")
                        .append(spaceBetween(end, member.start))
                        .append(text, member.start, member.end);
                first = false;
            }
            end = member.end;
        }
        return result.append(first || added.isEmpty() ? "" : ",")
                .append(added)
                .append(text, end, text.length())
                .toString();
    }

    /** The object with this value (as text) for the member called so: for its last, which counts, or else a new one at the end. */
    public String with(String name, String value) {
        for (int i = members.size() - 1; i >= 0; i--) {
            Member member = members.get(i);
            if (member.name.equals(name)) {
                return text.substring(0, member.value) + value + text.substring(member.end);
            }
        }
        return replacing(m -> false, '"' + name + "\":" + value);
    }

    private String spaceBetween(int from, int to) {
        return text.substring(from, to).replace(",", "");
    }
}

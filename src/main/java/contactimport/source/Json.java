package contactimport.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The one way between JSON text and the JDK types of {@link contactimport.contact.Attributes}: {@code String}, {@code
 * Boolean}, {@code BigDecimal}, {@code List}, {@code Map} and null. Numbers are never rounded; of equal keys the last counts.
 *
 * <pre>
 * {"a":1.50,"a":[1e400]}  ↔ Map("a" → List(1E+400))
 * {"a":1} x               → InvalidJson, column 9
 * NaN                     → InvalidJson, column 1
 * </pre>
 */
public final class Json {

    /** Deepest nesting that is read back from the database; the recursions over a tree are safe within it. */
    static final int MAX_DEPTH = 500;

    /** Levels kept of a line of a file: more than any attribute may have, so nothing cut off is ever stored. */
    static final int KEPT_DEPTH = 128;

    private static final int MAX_NUMBER_LENGTH = 160_000;

    /** Stands for a number too long to be computed with: jsonb cannot hold either, and no text field so long a text. */
    private static final BigDecimal BEYOND_JSONB =
            new BigDecimal(BigInteger.TEN.pow(300).subtract(BigInteger.ONE), -1_000_000);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // hostile names would fill its tables
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private Json() {}

    /** @throws InvalidJson if the text is not exactly one JSON value, or nests deeper than 500 */
    public static @Nullable Object read(String text) {
        return read(text, MAX_DEPTH, false);
    }

    /** @throws InvalidJson if the text is not exactly one JSON object, or nests deeper than 500 */
    public static Map<String, @Nullable Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            return members(object);
        }
        throw new InvalidJson("expected a JSON object");
    }

    /** As {@link #read}, but of what nests too deep only the outer levels are kept. */
    static @Nullable Object readLine(String text) {
        return read(text, KEPT_DEPTH, true);
    }

    /** The JSON text of a tree, without white space; members in the order of the map. */
    public static String write(@Nullable Object value) {
        return JsonText.of(value);
    }

    /** Appends the JSON text of a tree, as {@link #write(Object)} makes it. */
    public static void write(StringBuilder to, @Nullable Object value) {
        JsonText.append(to, value);
    }

    /** Appends a text as a JSON string, quotes included. */
    public static void quote(StringBuilder to, String text) {
        JsonText.quote(to, text);
    }

    /** The JSON text of a value; that of a number is the one it was read from, which a hash may have signed. */
    public static String text(@Nullable Object value) {
        return value instanceof WrittenNumber number ? number.text() : write(value);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    static Map<String, @Nullable Object> members(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }

    private static @Nullable Object read(String text, int levels, boolean cut) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new InvalidJson("expected JSON, found nothing");
            }
            Object value = value(parser, token, levels, cut);
            if (parser.nextToken() != null) {
                throw new InvalidJson("expected nothing after the JSON value, found more at column "
                        + parser.currentTokenLocation().getColumnNr());
            }
            return value;
        } catch (JacksonException e) {
            throw new InvalidJson("invalid JSON at column " + e.getLocation().getColumnNr());
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, int levels, boolean cut) {
        return switch (token) {
            case START_OBJECT -> levels > 0 ? object(parser, levels - 1, cut) : tooDeep(parser, cut);
            case START_ARRAY -> levels > 0 ? array(parser, levels - 1, cut) : tooDeep(parser, cut);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no JSON value begins with " + token);
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int levels, boolean cut) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken(), levels, cut));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser, int levels, boolean cut) {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token, levels, cut));
        }
        return values;
    }

    private static List<@Nullable Object> tooDeep(JsonParser parser, boolean cut) {
        if (!cut) {
            throw new InvalidJson("expected at most " + MAX_DEPTH + " levels of nesting");
        }
        parser.skipChildren();
        return List.of();
    }

    /** By the JDK: the fast parser that the library carries along fails on some numbers of 10^5 digits. */
    private static BigDecimal number(JsonParser parser) {
        if (parser.getStringLength() > MAX_NUMBER_LENGTH) {
            return BEYOND_JSONB;
        }
        try {
            return WrittenNumber.of(parser.getString());
        } catch (NumberFormatException e) {
            return BEYOND_JSONB; // an exponent of more than nine digits
        }
    }
}

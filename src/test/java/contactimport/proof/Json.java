package contactimport.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in JDK types: String, Boolean, BigDecimal, List, Map, null. A number keeps the digits it was written with. */
final class Json {

    private static final JsonMapper RAW = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonMapper ASCII =
            RAW.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static Object parse(String text) {
        return plain(RAW.readValue(text, Object.class));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) parse(text);
    }

    static String write(Object value) {
        return RAW.writeValueAsString(value);
    }

    static String ascii(Object value) {
        return ASCII.writeValueAsString(value);
    }

    /** Equal as jsonb compares: 1 = 1.0, the order of keys is meaningless. */
    static boolean same(Object a, Object b) {
        return normal(a, true).equals(normal(b, true));
    }

    /** Equal to the last digit: 1 is not 1.0. The order of keys is still meaningless: jsonb keeps none. */
    static boolean identical(Object a, Object b) {
        return normal(a, false).equals(normal(b, false));
    }

    private static Object normal(Object value, boolean loose) {
        if (value == null) {
            return "null";
        } else if (value instanceof Long n) {
            return normal(BigDecimal.valueOf(n), loose); // a row holds whole numbers so
        } else if (value instanceof BigDecimal n) {
            BigDecimal stored = n.scale() < 0 && n.scale() > -200_000 ? n.setScale(0) : n; // as jsonb: 1e2 is 100
            return loose && n.signum() == 0 ? BigDecimal.ZERO : loose ? n.stripTrailingZeros() : stored;
        } else if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(v -> copy.add(normal(v, loose)));
            return copy;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(k, normal(v, loose)));
            return copy;
        }
        return value instanceof String s ? "\"" + s : value;
    }

    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        } else if (value instanceof BigInteger n) {
            return new BigDecimal(n);
        } else if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(v -> copy.add(plain(v)));
            return copy;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put((String) k, plain(v)));
            return copy;
        }
        return value;
    }
}

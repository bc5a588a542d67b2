package contactimport.patch;

import contactimport.contact.Text;
import contactimport.source.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a field comes from.
 *
 * <pre>
 * Email                                     a column
 * {join: [First Name, Last Name]}           the values that are not blank, a space between them
 * {first: [Mobile, Phone]}                  the first that is not blank
 * {constant: import 2026}                   the same on every line
 * derive(Record ID)                         an unguessable source id
 * </pre>
 */
sealed interface Expression {

    /** The cells of one line by column name: texts, or of a JSON line any value; null when blank or not there. */
    @FunctionalInterface
    interface Cells {
        @Nullable Object get(String column);

        /** Those of a CSV row. */
        static Cells of(Map<String, Integer> places, List<String> cells) {
            return name -> {
                Integer at = places.get(name);
                return at == null ? null : cells.get(at);
            };
        }
    }

    /** The value, or null when blank. */
    @Nullable Object value(Cells cells, Derivation derivation);

    /** Every column that is looked at. */
    List<String> columns();

    /** As it stands in a mapping. */
    Object canonical();

    /** For people. */
    String text();

    private static List<String> columns(List<Expression> parts) {
        return parts.stream().flatMap(part -> part.columns().stream()).toList();
    }

    private static Object object(String name, List<Expression> parts) {
        return Map.of(name, parts.stream().map(Expression::canonical).toList());
    }

    /** The text of a value that is one; null if it is blank. */
    static @Nullable String textOf(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof String s ? s : Json.write(value);
        return Text.isBlank(text) ? null : text;
    }

    record Column(String name) implements Expression {
        @Override
        public @Nullable Object value(Cells cells, Derivation derivation) {
            return cells.get(name);
        }

        @Override
        public List<String> columns() {
            return List.of(name);
        }

        @Override
        public Object canonical() {
            return Map.of("column", name);
        }

        @Override
        public String text() {
            return name;
        }
    }

    record Join(List<Expression> parts, String separator) implements Expression {
        @Override
        public @Nullable Object value(Cells cells, Derivation derivation) {
            List<String> texts = new ArrayList<>();
            for (Expression part : parts) {
                String text = textOf(part.value(cells, derivation));
                if (text != null) {
                    texts.add(Text.trim(text));
                }
            }
            return texts.isEmpty() ? null : String.join(separator, texts);
        }

        @Override
        public List<String> columns() {
            return Expression.columns(parts);
        }

        @Override
        public Object canonical() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("join", parts.stream().map(Expression::canonical).toList());
            object.put("separator", separator);
            return object;
        }

        @Override
        public String text() {
            return parts.stream().map(Expression::text).collect(Collectors.joining(" + "));
        }
    }

    record First(List<Expression> parts) implements Expression {
        @Override
        public @Nullable Object value(Cells cells, Derivation derivation) {
            for (Expression part : parts) {
                Object value = part.value(cells, derivation);
                if (textOf(value) != null) {
                    return value;
                }
            }
            return null;
        }

        @Override
        public List<String> columns() {
            return Expression.columns(parts);
        }

        @Override
        public Object canonical() {
            return object("first", parts);
        }

        @Override
        public String text() {
            return parts.stream().map(Expression::text).collect(Collectors.joining(", else "));
        }
    }

    record Constant(String value) implements Expression {
        @Override
        public Object value(Cells cells, Derivation derivation) {
            return value;
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public Object canonical() {
            return Map.of("constant", value);
        }

        @Override
        public String text() {
            return "always \"" + Text.label(value) + "\"";
        }
    }

    record Derive(String column) implements Expression {
        @Override
        public @Nullable Object value(Cells cells, Derivation derivation) {
            String id = textOf(cells.get(column));
            return id == null ? null : derivation.sourceId(Text.trim(id));
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Object canonical() {
            return Map.of("derive", column);
        }

        @Override
        public String text() {
            return "derived from " + column;
        }
    }
}

package contactimport.proof;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One row of a table: column → Long, String, Boolean, JSON object, or null. */
final class Row extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    Row() {}

    Row(Map<String, ?> columns) {
        columns.forEach((column, value) ->
                put(column, value instanceof BigDecimal n && n.scale() == 0 ? (Object) n.longValueExact() : value));
    }

    /** Column, value, column, value, … */
    static Row of(Object... columns) {
        Row row = new Row();
        for (int i = 0; i < columns.length; i += 2) {
            Object value = columns[i + 1];
            row.put((String) columns[i], value instanceof Integer n ? (Object) n.longValue() : value);
        }
        return row;
    }

    Row with(String column, Object value) {
        put(column, value instanceof Integer n ? (Object) n.longValue() : value);
        return this;
    }

    Row copy() {
        Row copy = new Row();
        copy.putAll(this);
        return copy;
    }

    Long id() {
        return number("id");
    }

    Long number(String column) {
        return (Long) get(column);
    }

    String text(String column) {
        return (String) get(column);
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(get(column));
    }

    boolean is(String column, Object value) {
        return Objects.equals(get(column), value);
    }

    /** A JSON object column; NULL, and what is no object, counts as {}. */
    @SuppressWarnings("unchecked")
    Map<String, Object> json(String column) {
        return get(column) instanceof Map ? (Map<String, Object>) get(column) : Map.of();
    }

    /** Whether an attributes column holds what is no JSON object: an old mistake of somebody else's. */
    boolean isMalformed() {
        return isNoObject(get("custom_attributes")) || isNoObject(get("additional_attributes"));
    }

    private static boolean isNoObject(Object value) {
        return value != null && !(value instanceof Map);
    }
}

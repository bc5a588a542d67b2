package contactimport.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a world as the text of a file.
 *
 * @param starts for every line of the world the physical line, header included, on which it starts
 */
record WorldFile(String text, List<Long> starts) {

    private static final String ADDITIONAL = "additional_attributes";
    private static final String CUSTOM = "custom_attributes";

    static WorldFile of(World world) {
        List<String> records = world.csv() ? csv(world.lines(), world.settings()) : jsonl(world.lines());
        String end = world.crlf() ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder();
        List<Long> starts = new ArrayList<>();
        long physical = 1;
        for (String record : records) {
            starts.add(physical);
            text.append(record).append(end);
            physical += 1 + record.chars().filter(c -> c == '\n').count();
        }
        return new WorldFile(text.toString(), world.csv() ? starts.subList(1, starts.size()) : starts);
    }

    private static List<String> csv(List<Line> lines, Settings settings) {
        Set<String> header = new LinkedHashSet<>(List.of("inbox_identifier", "contact_identifier"));
        // A file without a column by which contacts are found is refused as a whole.
        for (String key : settings.match()) {
            header.add(key.equals("source-id") ? "contact_identifier" : key.equals("phone") ? "phone_number" : key);
        }
        lines.forEach(line -> header.addAll(line.fields().keySet()));
        List<String> records = new ArrayList<>();
        records.add(String.join(",", header));
        for (Line line : lines) {
            List<String> cells = new ArrayList<>();
            header.forEach(field -> cells.add(cell(field, line.get(field))));
            if (line.kind() == Line.Kind.RAGGED) {
                cells.add("one too many");
            }
            // An empty line and a line of empty cells are both blank: of two neighbours one is written so, one so.
            boolean empty = line.kind() == Line.Kind.BLANK && records.size() % 2 == 0;
            records.add(empty ? "" : String.join(",", cells));
        }
        return records;
    }

    private static String cell(String field, Object value) {
        String text;
        if (value == null) {
            return "";
        } else if (value instanceof Map
                || value instanceof List
                || field.equals(CUSTOM) && !(value instanceof String)) {
            text = Json.write(value);
        } else {
            text = value instanceof BigDecimal n ? n.toString() : String.valueOf(value);
        }
        boolean quote = text.matches("(?s).*[\",\r\n].*") || !text.equals(text.strip()) || text.length() % 5 == 4;
        return quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static List<String> jsonl(List<Line> lines) {
        List<String> records = new ArrayList<>();
        for (Line line : lines) {
            // Additional attributes are an object, or flat members, or some of each.
            int flat = records.size() % 3;
            records.add(
                    switch (line.kind()) {
                        case UNREADABLE -> "{\"email\":";
                        case BLANK -> records.size() % 2 == 0 ? "" : "  \t";
                        default -> object(line, flat);
                    });
        }
        return records;
    }

    private static String object(Line line, int flat) {
        Map<String, Object> object = new LinkedHashMap<>();
        Map<String, Object> additional = new LinkedHashMap<>();
        line.fields().forEach((field, value) -> {
            boolean inside = flat == 0 || flat == 1 && field.length() % 2 == 0;
            if (field.startsWith(ADDITIONAL + ".") && inside) {
                additional.put(field.substring(ADDITIONAL.length() + 1), value);
            } else if (field.startsWith(CUSTOM + ".")) {
                throw new IllegalArgumentException(field + " is a column of CSV files only");
            } else {
                object.put(field, value);
            }
        });
        if (!additional.isEmpty()) {
            object.put(ADDITIONAL, additional);
        }
        String raw = Json.write(object);
        // Half a surrogate pair can only be written as an escape.
        return Texts.storable(raw) ? raw : Json.ascii(object);
    }
}

package contactimport.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the reference says against what the engine did: every line, every row, every column. Ids, source ids and tokens that
 * the run made up are equal up to a one-to-one renaming; times that the run set must lie within the run.
 */
final class Comparison {

    /** The run: its database before, and the time from its start to its end. */
    record Run(Tables before, String from, String to) {}

    /** @param defaults what a column of a new contact or link holds that the reference does not name, by table */
    static List<String> differences(
            Run run,
            Reference.Result expected,
            List<Long> physicalLines,
            EngineResult result,
            Tables actual,
            Map<String, Row> defaults) {
        Comparison comparison = new Comparison(run, defaults);
        comparison.compareLines(expected.lines(), physicalLines, result);
        comparison.compareTables(expected.tables(), actual);
        if (result.books() != null) {
            comparison.compareBooks(expected.books(), result.books());
        }
        return comparison.differences;
    }

    private final Run run;
    private final Map<String, Row> defaults;
    private final List<String> differences = new ArrayList<>();
    /** Contacts that lines created: the reference's negative id → the database's. */
    private final Map<Long, Long> created = new HashMap<>();

    private Comparison(Run run, Map<String, Row> defaults) {
        this.run = run;
        this.defaults = defaults;
    }

    private void differ(String what, Object expected, Object actual) {
        differences.add(what + ": expected " + expected + ", found " + actual);
    }

    private void compare(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            differ(what, expected, actual);
        }
    }

    private void compareLines(List<LineResult> expected, List<Long> physicalLines, EngineResult result) {
        Map<Long, LineResult> rest = new TreeMap<>(result.lines());
        List<LineResult> read = expected.stream().filter(Objects::nonNull).toList();
        boolean rejects = read.stream().anyMatch(LineResult::isRejected);
        compare("status", rejects ? "completed_with_rejects" : "completed", result.status());
        compare("records read", (long) read.size(), result.read());
        compare(
                "unchanged",
                read.stream().filter(l -> l.outcome().equals("unchanged")).count(),
                result.unchanged());
        for (int i = 0; i < expected.size(); i++) {
            LineResult line = rest.remove(physicalLines.get(i));
            if (expected.get(i) != null) {
                compareLine("line " + physicalLines.get(i), expected.get(i), line == null ? unchanged() : line);
            } else if (line != null) {
                differ("line " + physicalLines.get(i), "to be skipped", line);
            }
        }
        rest.forEach((number, line) -> differ("line " + number, "none", line));
    }

    private static LineResult unchanged() {
        return new LineResult("unchanged", "", List.of(), null);
    }

    private void compareLine(String what, LineResult expected, LineResult actual) {
        boolean same = expected.outcome().equals(actual.outcome())
                && expected.codes().equals(actual.codes())
                && (expected.isRejected() || expected.warnings().equals(actual.warnings()));
        if (!same) {
            differ(what, expected, actual);
        } else if (expected.hasContact()) {
            compareContact(what, expected.contact(), actual.contact());
            if (expected.changes() != null && actual.changes() != null) {
                compare(what + " changes", expected.changes(), actual.changes());
            }
        }
    }

    private void compareContact(String what, Long expected, Long actual) {
        if (actual == null) {
            differ(what + " contact", expected, null);
        } else if (expected < 0 && !created.containsKey(expected)) {
            boolean fresh = !created.containsValue(actual) && run.before().find("contacts", actual) == null;
            if (!fresh) {
                differ(what + " contact", "a new one", actual);
            }
            created.put(expected, actual);
        } else {
            compare(what + " contact", renamed(expected), actual);
        }
    }

    /** A contact's id in the database. */
    private Object renamed(Object value) {
        return value instanceof Long id && id < 0 ? created.getOrDefault(id, id) : value;
    }

    private void compareBooks(Books expected, Books actual) {
        compare("moved", known(expected.moved()), known(actual.moved()));
        compare("dropped", known(expected.dropped()), known(actual.dropped()));
        actual.absorbed().removeIf(id -> run.before().find("contacts", id) == null);
        compare("absorbed", new TreeSet<>(expected.absorbed()), new TreeSet<>(actual.absorbed()));
    }

    /** Rows that were there before; not links to nobody, which may be given to somebody first and moved only then. */
    private Set<String> known(Set<String> rows) {
        Set<String> known = new TreeSet<>();
        for (String row : rows) {
            String[] words = row.split(" ");
            Row before = words[1].equals("null") ? null : run.before().find(words[0], Long.valueOf(words[1]));
            boolean dangling = before != null
                    && words[0].equals("contact_inboxes")
                    && run.before().find("contacts", before.number("contact_id")) == null;
            if (before != null && !dangling) {
                known.add(row);
            }
        }
        return known;
    }

    private void compareTables(Tables expected, Tables actual) {
        Set<String> names = new TreeSet<>();
        expected.names().forEach(names::add);
        actual.names().forEach(names::add);
        names.forEach(table -> compareTable(table, expected.rows(table), actual));
    }

    private void compareTable(String table, List<Row> expected, Tables actual) {
        List<Row> rest = new ArrayList<>(actual.rows(table));
        List<Row> made = new ArrayList<>();
        for (Row row : expected) {
            Long id = (Long) renamed(row.id());
            Row found = id == null ? null : actual.find(table, id);
            if (id == null) {
                made.add(row);
            } else if (found == null) {
                differ(table + " " + id, renamed(row), "no such row");
            } else {
                rest.remove(found);
                boolean isNew = row.id() < 0;
                compareRow(
                        table + " " + id,
                        isNew ? complete(table, row) : row,
                        found,
                        row.is("updated_at", Reference.NOW));
            }
        }
        compareMade(table, made, rest);
    }

    private Row complete(String table, Row row) {
        Row complete = defaults.get(table).copy();
        complete.putAll(row);
        return complete;
    }

    private Row renamed(Row row) {
        Row renamed = new Row();
        row.forEach((column, value) -> renamed.put(column, column.equals("id") ? value : renamed(value)));
        return renamed;
    }

    /** Rows whose id the reference does not know (links) are compared as a bag. */
    private void compareMade(String table, List<Row> made, List<Row> rest) {
        for (Row row : made) {
            Row complete = complete(table, row);
            complete.remove("id");
            Row twin = null;
            for (Row candidate : rest) {
                Row other = candidate.copy();
                Object id = other.remove("id");
                if (run.before().find(table, (Long) id) == null
                        && rowDifferences(complete, other, true).isEmpty()) {
                    twin = candidate;
                }
            }
            if (twin == null) {
                differ(table, renamed(row), "no such new row among " + rest);
            } else {
                rest.remove(twin);
            }
        }
        rest.forEach(row -> differ(table + " " + row.id(), "no such row", row));
    }

    private void compareRow(String what, Row expected, Row actual, boolean written) {
        rowDifferences(expected, actual, written).forEach(d -> differences.add(what + " " + d));
    }

    private List<String> rowDifferences(Row expected, Row actual, boolean written) {
        List<String> found = new ArrayList<>();
        Set<String> columns = new TreeSet<>(expected.keySet());
        columns.addAll(actual.keySet());
        for (String column : columns) {
            boolean known = expected.containsKey(column) && actual.containsKey(column);
            if (!known || !equal(column, expected.get(column), actual.get(column), written)) {
                found.add(column + ": expected " + text(renamed(expected.get(column))) + ", found "
                        + text(actual.get(column)));
            }
        }
        return found;
    }

    private static String text(Object value) {
        return value instanceof Map ? Json.write(value) : String.valueOf(value);
    }

    private boolean equal(String column, Object expected, Object actual, boolean written) {
        if (column.equals("id")) {
            return true; // rows were paired by it
        } else if (Reference.NOW.equals(expected)) {
            return actual instanceof String time && run.from().compareTo(time) <= 0 && time.compareTo(run.to()) <= 0;
        } else if (Reference.GENERATED.equals(expected)) {
            return actual instanceof String text && isGenerated(column, text);
        } else if (column.endsWith("_attributes") && written) {
            // A written row may have {} instead of NULL.
            return Json.identical(orEmpty(expected), orEmpty(actual));
        } else if (expected instanceof Map) {
            return actual instanceof Map && Json.identical(expected, actual);
        }
        return Objects.equals(renamed(expected), actual);
    }

    private static Object orEmpty(Object attributes) {
        return attributes == null ? Map.of() : attributes;
    }

    private boolean isGenerated(String column, String text) {
        boolean fresh = run.before().rows("contact_inboxes").stream().noneMatch(link -> link.is(column, text));
        boolean form = column.equals("source_id")
                ? text.matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
                : text.matches("[A-Za-z0-9_-]{16,}");
        return fresh && form;
    }
}

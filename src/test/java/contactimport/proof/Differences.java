package contactimport.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How tables differ row for row, but for the times at which rows were written. */
final class Differences {

    private static final Set<String> TIMES = Set.of("updated_at");

    private Differences() {}

    static List<String> between(Tables expected, Tables actual) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        expected.names().forEach(names::add);
        actual.names().forEach(names::add);
        for (String table : names) {
            for (Row row : expected.rows(table)) {
                Row found = actual.find(table, row.id());
                if (found == null) {
                    differences.add(table + " " + row.id() + ": missing " + row);
                } else {
                    compare(table, row, found, differences);
                }
            }
            for (Row row : actual.rows(table)) {
                if (expected.find(table, row.id()) == null) {
                    differences.add(table + " " + row.id() + ": not there before: " + row);
                }
            }
        }
        return differences;
    }

    private static void compare(String table, Row expected, Row actual, List<String> differences) {
        for (String column : expected.keySet()) {
            Object was = expected.get(column);
            Object is = actual.get(column);
            boolean same = was instanceof Map && is instanceof Map
                    ? Json.same(was, is) // 1 and 1.0 are one number to jsonb
                    : Objects.equals(was, is);
            if (!same && !TIMES.contains(column)) {
                differences.add(table + " " + expected.id() + " " + column + ": was " + was + ", is " + is);
            }
        }
    }
}

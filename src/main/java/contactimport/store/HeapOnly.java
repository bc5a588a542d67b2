package contactimport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines write no column of their contact that an index has: PostgreSQL then touches no index, if the new version of the row
 * has room on the page of the old one (a heap-only tuple). A million such updates took 17 to 23 instead of 52 seconds. {@link Passes}
 * sees to the room. It is only about the order of the work: a line that is taken for one of these and is none is as right as ever.
 */
final class HeapOnly {

    /**
     * What holds for a line {@code s} and its contact {@code c} if the line leaves the column as it is. A column that is not named
     * is none that a line of a contact changes.
     */
    private static final Map<String, String> LEFT = new LinkedHashMap<>();

    static {
        LEFT.put("name", "(s.name is null or c.name = s.name)");
        LEFT.put("email", "(s.email is null or c.email = s.email)");
        LEFT.put("phone_number", "(s.phone is null or c.phone_number = s.phone)");
        LEFT.put("identifier", "(s.identifier is null or c.identifier = s.identifier)");
        LEFT.put("contact_type", "(c.contact_type <> 0 or c.email is null and c.phone_number is null)");
        LEFT.put("custom_attributes", "s.custom is null");
        LEFT.put("additional_attributes", "s.patch -> 'a' is null");
        LEFT.put("location", "s.patch -> 'a' is null");
        LEFT.put("country_code", "s.patch -> 'a' is null");
        // Every write changes it.
        LEFT.put("updated_at", "false");
    }

    private HeapOnly() {}

    /** An expression over {@code staged_row s} and {@code contacts c}: true, false or null. */
    static String condition(Connection c) throws SQLException {
        Set<String> indexed = new HashSet<>();
        Rows.each(c, Sql.named("plan-indexed"), row -> indexed.add(row.getString(1)));
        List<String> left = new ArrayList<>(List.of("c.account_id = s.account_id", "s.patch -> 'x' is null"));
        LEFT.forEach((column, condition) -> {
            if (indexed.contains(column)) {
                left.add(condition);
            }
        });
        return String.join(" and ", left);
    }
}

package contactimport.store;

import contactimport.source.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A contact as JSON text: the 19 fields that the endpoint answers, in its order, out of the columns of {@code contact-record.sql}.
 * Put together here: the functions of the database that make JSON cost it four times as much as to hand out the columns. One for
 * many contacts, not thread-safe.
 */
final class ContactRecord {

    /** From the space before a time of day to the end of its seconds. */
    private static final int SECONDS = 9;

    private static final int MILLIS = 3;

    private final StringBuilder out = new StringBuilder(1 << 10);
    private char separator;

    String of(ResultSet row) throws SQLException {
        out.setLength(0);
        separator = '{';
        json("id", row.getString(1));
        text("name", row.getString(2));
        text("email", row.getString(3));
        text("phone_number", row.getString(4));
        text("identifier", row.getString(5));
        json("blocked", row.getString(6));
        json("additional_attributes", row.getString(7));
        json("custom_attributes", row.getString(8));
        text("contact_type", type(row.getString(9)));
        text("country_code", row.getString(10));
        text("last_activity_at", time(row.getString(11)));
        text("created_at", time(row.getString(12)));
        text("updated_at", time(row.getString(13)));
        text("last_name", row.getString(14));
        text("middle_name", row.getString(15));
        text("location", row.getString(16));
        json("account_id", row.getString(17));
        json("company_id", row.getString(18));
        json("label_list", row.getString(19));
        return out.append('}').toString();
    }

    /** The platform's name of a type. */
    private static @Nullable String type(@Nullable String number) {
        return switch (number == null ? "" : number) {
            case "0" -> "visitor";
            case "1" -> "lead";
            case "2" -> "customer";
            default -> null;
        };
    }

    /**
     * A time in UTC as PostgreSQL prints it, {@code 2026-01-31 12:00:00.123456}, as the endpoint answers it: to the millisecond, the
     * rest cut off. Infinity is no time; an era is not shown.
     */
    static @Nullable String time(@Nullable String printed) {
        int space = printed == null ? -1 : printed.indexOf(' ');
        if (printed == null || space < 0) {
            return null;
        }
        int seconds = space + SECONDS;
        StringBuilder time = new StringBuilder(seconds + 2 + MILLIS)
                .append(printed, 0, space)
                .append('T')
                .append(printed, space + 1, seconds)
                .append('.');
        for (int digit = 1; digit <= MILLIS; digit++) {
            int at = seconds + digit;
            time.append(isDigit(printed, seconds, at) ? printed.charAt(at) : '0');
        }
        return time.append('Z').toString();
    }

    /** Whether a digit of the fraction stands there: it begins behind the seconds, and an era may follow. */
    private static boolean isDigit(String printed, int seconds, int at) {
        int era = printed.indexOf(' ', seconds);
        return printed.startsWith(".", seconds) && at < (era < 0 ? printed.length() : era);
    }

    private void text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            Json.quote(out, value);
        }
    }

    private void json(String name, @Nullable String value) {
        name(name);
        out.append(value);
    }

    private void name(String name) {
        out.append(separator).append('"').append(name).append("\":");
        separator = ',';
    }
}

package contactimport.store;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Email;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every line of every run that touched a person, as far as the ledgers reach back. */
public final class History {

    private History() {}

    /**
     * What one line did.
     *
     * @param undoes id of the run that this one undid; null: an import
     * @param codes why it was rejected; null: it was not
     * @param before JSON object: of each field that changed, its value before; null: rejected
     * @param absorbed ids of contacts that went up in this one, as in {@code 7, 9}; null: none
     */
    public record Entry(
            String run,
            String file,
            Instant startedAt,
            @Nullable String undoes,
            long line,
            String outcome,
            @Nullable String codes,
            long contactId,
            @Nullable String before,
            @Nullable String after,
            @Nullable String absorbed) {
        /** Values are personal data and never reach a log. */
        @Override
        public String toString() {
            return "Entry[run " + run + ", line " + line + "]";
        }
    }

    /** In the order in which it happened. */
    public static List<Entry> of(Connection c, Collection<Long> contacts) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        long[] ids = Rows.longs(contacts);
        Rows.each(c, Sql.named("history"), row -> entries.add(entry(row)), ids, ids, ids);
        return entries;
    }

    /** Contacts that hold this e-mail, in any case, or held it when a run touched them. */
    public static Set<Long> byEmail(Connection c, String email) throws SQLException {
        return by(c, "email", "lower(email)", "lower(?)", Email.fold(email));
    }

    /** Contacts that hold this phone number, or held it when a run touched them. */
    public static Set<Long> byPhone(Connection c, String phone) throws SQLException {
        return by(c, "phone_number", "phone_number", "?", phone);
    }

    private static Set<Long> by(Connection c, String column, String held, String value, String given)
            throws SQLException {
        String sql = Sql.named("history-contacts")
                .replace("{column}", column)
                .replace("{held}", held)
                .replace("{value}", value);
        Set<Long> ids = new TreeSet<>();
        // However large the ledgers are: nothing is locked meanwhile.
        Rows.update(c, "set statement_timeout = 0");
        Rows.each(c, sql, row -> ids.add(row.getLong(1)), given, given, given);
        return ids;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Rows.text(row, "run"),
                Rows.text(row, "file"),
                requireNonNull(row.getObject("started_at", OffsetDateTime.class))
                        .toInstant(),
                row.getString("undoes"),
                row.getLong("line"),
                Rows.text(row, "outcome"),
                row.getString("codes"),
                row.getLong("contact_id"),
                row.getString("before"),
                row.getString("after"),
                row.getString("absorbed"));
    }
}

package contactimport.store;

import contactimport.source.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * SHA-256 over what a run came to: outcome, codes, warnings, contact and changes of every line, in file order. What differs from
 * run to run and means nothing is left out or renamed: times, and ids, source ids and tokens that the run made up. Two runs of
 * one file whose lines do the same have the same fingerprint, however they were cut and by however many threads they ran.
 */
public final class PlanFingerprint {

    private static final int ROWS_AT_ONCE = 500;
    private static final String LINK = "contact_inboxes";

    private final MessageDigest digest;
    private final Renumbering contacts;
    private final Renumbering links;

    private PlanFingerprint(FirstIds first) {
        contacts = new Renumbering(first.contact());
        links = new Renumbering(first.link());
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** The ids from which on contacts and links are of the run's own making. */
    public record FirstIds(long contact, long link) {}

    /** 64 lower-case hex digits. Rows come through a cursor; four bytes are held for each id that the run gave out. */
    public static String of(DataSource dataSource, long runNo, FirstIds first) {
        PlanFingerprint fingerprint = new PlanFingerprint(first);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        // The driver reads through a cursor only inside a transaction.
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .executeWithoutResult(status -> fingerprint.read(jdbc, runNo, first));
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void read(JdbcTemplate jdbc, long runNo, FirstIds first) {
        Long records = jdbc.queryForObject("select records from run where no = ?", Long.class, runNo);
        add("read", String.valueOf(records));
        jdbc.query(Sql.named("fingerprint-lines"), this::line, runNo, runNo, runNo, runNo, first.contact());
    }

    private void line(ResultSet row) throws SQLException {
        boolean made = row.getBoolean("makes_source_id");
        add("line", row.getString("ordinal"));
        add("outcome", row.getString("outcome"));
        add("codes", row.getString("codes"));
        add("warnings", row.getString("warnings"));
        long contact = row.getLong("contact_id");
        add("contact", row.wasNull() ? null : contacts.of(contact));
        add("absorbed", row.getString("absorbed"));
        add("before", changes(row.getString("before"), made));
        add("after", changes(row.getString("after"), made));
    }

    /** No two different texts give the same bytes: a text is told with its length. */
    private void add(String what, @Nullable String value) {
        String text = value == null ? what : what + ' ' + value.length() + ' ' + value;
        digest.update((text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String changes(@Nullable String json, boolean made) {
        if (json == null || !json.contains('"' + LINK + '"')) {
            return json;
        }
        Map<String, @Nullable Object> changes = new TreeMap<>(Json.readObject(json));
        if (changes.get(LINK) instanceof Map<?, ?> changed) {
            Map<String, @Nullable Object> renamed = new TreeMap<>();
            changed.forEach((id, link) -> renamed.put(links.of(Long.parseLong((String) id)), link(link, made)));
            changes.put(LINK, renamed);
        }
        return Json.write(changes);
    }

    private @Nullable Object link(@Nullable Object link, boolean made) {
        if (!(link instanceof Map<?, ?> members)) {
            return link;
        }
        Map<String, @Nullable Object> renamed = new TreeMap<>();
        members.forEach((name, value) -> renamed.put((String) name, member((String) name, value, made)));
        return renamed;
    }

    private @Nullable Object member(String name, @Nullable Object value, boolean made) {
        if (name.equals("contact_id") && value instanceof BigDecimal id) {
            return contacts.of(id.longValueExact());
        }
        return name.equals("source_id") && made ? "made up" : value;
    }
}

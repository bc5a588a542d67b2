package contactimport.report;

import contactimport.source.JsonMembers;
import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.Written;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code updated.jsonl}: what one line of the import changed, and the contact as its chunk committed it. Values are
 * handed on as the database wrote them.
 *
 * <pre>
 * {"line":2,"outcome":"updated","changes":{"name":["Ada","Ada L."]},"contact":{"id":7,"name":"Ada L.",…}}
 * </pre>
 */
final class UpdatedLine {

    /** The contact as the endpoint answers it, in this order. */
    static final List<String> CONTACT_FIELDS = List.of(
            "id",
            "name",
            "email",
            "phone_number",
            "identifier",
            "blocked",
            "additional_attributes",
            "custom_attributes",
            "contact_type",
            "country_code",
            "last_activity_at",
            "created_at",
            "updated_at",
            "last_name",
            "middle_name",
            "location",
            "account_id",
            "company_id",
            "label_list");

    private static final String NULL = "null";

    /** Within attributes it would have a space before it. */
    private static final String LAST_FIELD = ",\"label_list\":";

    private UpdatedLine() {}

    /** With everything that there is to see. */
    static String of(Written line, ReadAs reading) {
        return of(line, reading, Pii.FULL);
    }

    /** Of a change that may not be shown the two values are left out, of the contact the whole member. */
    static String of(Written line, ReadAs reading, Pii pii) {
        return new JsonText()
                .member(reading, line.ordinal(), line.line())
                .number("line", line.line())
                .text("outcome", line.outcome())
                .json("changes", changes(members(line.before()), members(line.after()), pii))
                .json("contact", contact(line.record(), pii))
                .object();
    }

    private static String contact(@Nullable String record, Pii pii) {
        if (pii == Pii.FULL && record != null && isInOrder(record)) {
            return record;
        }
        return contact(members(record), pii);
    }

    /** Whether the record is as {@code contact-record.sql} writes it; those of earlier versions are put in order. */
    private static boolean isInOrder(String record) {
        return record.startsWith("{\"id\":") && record.charAt(6) != ' ' && record.contains(LAST_FIELD);
    }

    private static String contact(Map<String, String> record, Pii pii) {
        JsonText contact = new JsonText();
        for (String field : CONTACT_FIELDS) {
            String shown = pii.json(field, record.getOrDefault(field, NULL));
            if (shown != null) {
                contact.json(field, shown);
            }
        }
        return contact.object();
    }

    /** The contact's fields first and in their order, then what else changed, a link for instance. */
    private static String changes(Map<String, String> before, Map<String, String> after, Pii pii) {
        JsonText changes = new JsonText();
        CONTACT_FIELDS.forEach(field -> change(changes, field, before.remove(field), after.remove(field), pii));
        after.forEach((field, value) -> change(changes, field, before.remove(field), value, pii));
        before.forEach((field, value) -> change(changes, field, value, null, pii));
        return changes.object();
    }

    private static void change(
            JsonText changes, String field, @Nullable String before, @Nullable String after, Pii pii) {
        if (before != null || after != null) {
            String was = pii.json(field, orNull(before));
            String is = pii.json(field, orNull(after));
            changes.json(field, was == null || is == null ? "[]" : '[' + was + ',' + is + ']');
        }
    }

    private static String orNull(@Nullable String json) {
        return json == null ? NULL : json;
    }

    private static Map<String, String> members(@Nullable String object) {
        return JsonMembers.of(object == null ? "{}" : object)
                .orElseThrow(() -> new IllegalStateException("a ledger entry holds JSON that is no object"))
                .values();
    }
}

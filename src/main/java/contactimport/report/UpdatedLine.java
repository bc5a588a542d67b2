package contactimport.report;

import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.Written;
import contactimport.store.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code updated.jsonl}: what one line of the import changed, and the contact as its chunk committed it. Values are
 * handed on as the database wrote them, without being decoded. Not thread-safe.
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

    private static final List<Utf8> NAMES = CONTACT_FIELDS.stream()
            .map(field -> Utf8.of(JsonText.quoted(field) + ':'))
            .toList();

    private static final Utf8 LINE = Utf8.of("\"line\":");
    private static final Utf8 OUTCOME = Utf8.of(",\"outcome\":");
    private static final Utf8 CHANGES = Utf8.of(",\"changes\":");
    private static final Utf8 CONTACT = Utf8.of(",\"contact\":");
    private static final Utf8 NULL = Utf8.of("null");

    /** As {@code contact-record.sql} writes it; there is a space before a member's value in those of earlier versions. */
    private static final Utf8 FIRST_FIELD = Utf8.of("{\"id\":");

    /** Within attributes it would have a space before it. */
    private static final Utf8 LAST_FIELD = Utf8.of(",\"label_list\":");

    private final ReadAs reading;
    private final Pii pii;
    private final LineBuffer line = new LineBuffer();

    UpdatedLine(ReadAs reading, Pii pii) {
        this.reading = reading;
        this.pii = pii;
    }

    /**
     * Of a change that may not be shown the two values are left out, of the contact the whole member.
     *
     * @return good until the next call
     */
    Utf8 of(Written written) {
        line.clear().put('{');
        if (reading.memberOf(written.ordinal()) != null) {
            line.put(new JsonText()
                            .member(reading, written.ordinal(), written.line())
                            .members())
                    .put(',');
        }
        line.put(LINE).put(Long.toString(written.line()));
        line.put(OUTCOME).put(JsonText.quoted(written.outcome())).put(CHANGES);
        changes(MemberTexts.of(written.before()), MemberTexts.of(written.after()));
        line.put(CONTACT);
        contact(written.record());
        return line.put('}').text();
    }

    private void contact(@Nullable Utf8 record) {
        if (pii == Pii.FULL && record != null && isInOrder(record)) {
            line.put(record);
            return;
        }
        MemberTexts members = MemberTexts.of(record);
        char before = '{';
        for (int place = 0; place < NAMES.size(); place++) {
            Utf8 shown = shown(CONTACT_FIELDS.get(place), members.field(place));
            if (shown != null) {
                line.put(before).put(NAMES.get(place)).put(shown);
                before = ',';
            }
        }
        line.put(before == '{' ? "{}" : "}");
    }

    /** Whether the record is as {@code contact-record.sql} writes it; those of earlier versions are put in order. */
    private static boolean isInOrder(Utf8 record) {
        return record.startsWith(FIRST_FIELD)
                && record.at(FIRST_FIELD.length()) != ' '
                && record.lastIndexOf(LAST_FIELD) >= 0;
    }

    /** The contact's fields first and in their order, then what else changed, a link for instance. */
    private void changes(MemberTexts before, MemberTexts after) {
        line.put('{');
        int start = line.length();
        for (int place = 0; place < NAMES.size(); place++) {
            Utf8 was = before.field(place);
            Utf8 is = after.field(place);
            if (was != null || is != null) {
                change(start, NAMES.get(place), CONTACT_FIELDS.get(place), was, is);
            }
        }
        after.others().forEach((name, is) -> other(start, name, before.others().get(name), is));
        before.others().forEach((name, was) -> {
            if (!after.others().containsKey(name)) {
                other(start, name, was, null);
            }
        });
        line.put('}');
    }

    private void other(int start, Utf8 name, @Nullable Utf8 was, @Nullable Utf8 is) {
        change(start, Utf8.of('"' + name.text() + "\":"), name.text(), was, is);
    }

    private void change(int start, Utf8 name, String field, @Nullable Utf8 before, @Nullable Utf8 after) {
        if (line.length() > start) {
            line.put(',');
        }
        Utf8 was = shown(field, before);
        Utf8 is = shown(field, after);
        line.put(name).put('[');
        if (was != null && is != null) {
            line.put(was).put(',').put(is);
        }
        line.put(']');
    }

    private @Nullable Utf8 shown(String field, @Nullable Utf8 value) {
        Utf8 json = value == null ? NULL : value;
        if (pii == Pii.FULL) {
            return json;
        }
        String shown = pii.json(field, json.text());
        return shown == null ? null : Utf8.of(shown);
    }
}

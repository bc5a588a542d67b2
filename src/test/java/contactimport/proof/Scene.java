package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.IdentifierUse;
import contactimport.proof.Settings.Mode;
import contactimport.proof.Settings.OnConflict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small stage for the reference: account 1 with the inbox {@code box} (id 1, token {@code key}) and {@code safe} (id 2,
 * mandatory HMAC), account 2 with {@code far} (id 3, no token). Lines are for {@code box} unless they say otherwise.
 */
final class Scene {

    static final String OLD = "2024-01-01T00:00:00";

    private final Tables before = new Tables();
    private final List<Line> lines = new ArrayList<>();
    private Settings settings = Settings.defaults(Mode.UPDATE);
    private boolean csv = true;
    private Reference.Result result;

    Scene() {
        inbox(1, 1, "box", "key", false);
        inbox(2, 1, "safe", "key2", true);
        inbox(3, 2, "far", null, false);
    }

    private void inbox(int id, int account, String identifier, String token, boolean mandatory) {
        before.add(
                "channel_api",
                Row.of("id", 10 + id, "identifier", identifier, "hmac_token", token, "hmac_mandatory", mandatory));
        before.add(
                "inboxes",
                Row.of("id", id, "account_id", account, "channel_id", 10 + id, "channel_type", "Channel::Api"));
    }

    static String hash(String text) {
        return Texts.hmac("key", text);
    }

    Scene upsert() {
        settings = settings.withMode(Mode.UPSERT).withMatch(Settings.defaultMatch(Mode.UPSERT));
        return this;
    }

    Scene match(String... keys) {
        settings = settings.withMatch(List.of(keys));
        return this;
    }

    Scene merge() {
        settings = settings.withOnConflict(OnConflict.MERGE);
        return this;
    }

    Scene drop() {
        settings = settings.withOnConflict(OnConflict.DROP);
        return this;
    }

    Scene verifyOnly() {
        settings = settings.withIdentifier(IdentifierUse.VERIFY_ONLY);
        return this;
    }

    Scene hmac(Hmac hmac) {
        settings = settings.withHmac(hmac);
        return this;
    }

    Scene noBind() {
        settings = settings.withHmacBind(false);
        return this;
    }

    Scene noTrim() {
        settings = settings.withTrim(false);
        return this;
    }

    Scene inbox(String inbox) {
        settings = settings.withInbox(inbox);
        return this;
    }

    Scene account(long account) {
        settings = settings.withAccount(account);
        return this;
    }

    Scene json() {
        csv = false;
        return this;
    }

    Scene contact(int id, Object... columns) {
        Row row = Row.of("id", id, "account_id", 1, "name", "Old", "email", null, "phone_number", null);
        row.putAll(Row.of("identifier", null, "contact_type", 1, "location", null, "country_code", null));
        row.putAll(Row.of("additional_attributes", Map.of(), "custom_attributes", Map.of()));
        row.putAll(Row.of("created_at", OLD, "updated_at", OLD));
        row.putAll(Row.of(columns));
        before.add("contacts", row);
        return this;
    }

    Scene link(int contact, String sourceId, Object... columns) {
        Row row = Row.of("id", before.rows("contact_inboxes").size() + 1, "contact_id", contact, "inbox_id", 1);
        row.putAll(Row.of("source_id", sourceId, "hmac_verified", false, "created_at", OLD, "updated_at", OLD));
        row.putAll(Row.of(columns));
        before.add("contact_inboxes", row);
        return this;
    }

    Scene row(String table, Object... columns) {
        before.add(table, Row.of(columns));
        return this;
    }

    /** Applies one more line; says outcome, codes and warnings. */
    String line(String sourceId, Object... fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("inbox_identifier", "box");
        map.put("contact_identifier", sourceId);
        map.putAll(Line.of(fields).fields());
        return line(Line.patch(map));
    }

    String line(Line line) {
        lines.add(line);
        result = Reference.run(before, lines, csv, settings);
        LineResult last = result.lines().get(lines.size() - 1);
        return String.valueOf(last);
    }

    /** A cell of a contact after the last line. */
    Object cell(long contact, String column) {
        return result.tables().find("contacts", contact).get(column);
    }

    Row row(String table, long id) {
        return result.tables().find(table, id);
    }

    List<Row> rows(String table) {
        return result.tables().rows(table);
    }

    /** The row of the link with this source id in the inbox {@code box}. */
    Row linkOf(String sourceId) {
        return rows("contact_inboxes").stream()
                .filter(l -> l.is("source_id", sourceId))
                .findFirst()
                .orElse(null);
    }

    Reference.Result result() {
        return result;
    }
}

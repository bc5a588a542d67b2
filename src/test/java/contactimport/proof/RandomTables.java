package contactimport.proof;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A small platform: accounts, inboxes, contacts that nearly collide, and what hangs on them. */
final class RandomTables {

    private static final String OLD = "2024-01-0";

    private final SplittableRandom random;
    private final Tables tables = new Tables();
    private final Set<String> taken = new HashSet<>();
    private long contacts;

    RandomTables(SplittableRandom random) {
        this.random = random;
    }

    Tables make() {
        int accounts = one(3) ? 1 : one(2) ? 2 : one(2) ? 3 : 1;
        for (int account = 1; account <= accounts; account++) {
            tables.add("accounts", Row.of("id", account, "name", "Account " + account));
        }
        for (int account = 1; account <= accounts; account++) {
            makeInboxes(account, account == 1 ? 1 + random.nextInt(3) : 1);
        }
        for (int account = 1; account <= accounts; account++) {
            int count = account == 1 ? 1 + random.nextInt(6) : random.nextInt(4);
            for (int i = 0; i < count; i++) {
                makeContact(account);
            }
        }
        makeLinks();
        makeThings();
        return tables;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private long next(String table) {
        return tables.rows(table).size() + 1;
    }

    private void makeInboxes(long account, int count) {
        for (int i = 0; i < count; i++) {
            long channel = next("channel_api") + 10;
            boolean token = !one(8);
            tables.add(
                    "channel_api",
                    Row.of("id", channel, "account_id", account, "identifier", "box-" + (channel - 10))
                            .with("hmac_token", token ? "token-" + channel : null)
                            .with("hmac_mandatory", one(token ? 5 : 20)));
            tables.add("inboxes", inbox(account, channel, "Channel::Api"));
            if (one(4)) {
                tables.add("inboxes", inbox(account, channel, "Channel::WebWidget")); // the same id in another table
            }
        }
    }

    private Row inbox(long account, long channel, String type) {
        return Row.of("id", next("inboxes"), "account_id", account, "channel_id", channel)
                .with("channel_type", type)
                .with("name", "Inbox");
    }

    private void makeContact(long account) {
        Map<String, Object> additional = Json.object(Pools.pick(random, Pools.STORED_ADDITIONAL));
        Row row = Row.of("id", ++contacts, "account_id", account)
                .with("name", one(4) ? blank() : Pools.pick(random, Pools.NAMES))
                .with("email", unique("email", account, storedEmail()))
                .with("phone_number", storedPhone())
                .with("identifier", unique("identifier", account, storedIdentifier()))
                .with("additional_attributes", one(8) ? null : additional)
                .with("custom_attributes", one(8) ? null : storedCustom())
                .with("contact_type", random.nextInt(3))
                .with("location", one(3) ? column(additional, "city") : one(3) ? "Elsewhere" : one(2) ? "" : null)
                .with("country_code", one(2) ? column(additional, "country") : one(3) ? "XX" : "");
        if (one(3)) {
            row.put("location", column(additional, "city"));
            row.put("country_code", column(additional, "country"));
            row.put("contact_type", 1L + random.nextInt(2));
        }
        if (one(40)) {
            String column = one(2) ? "custom_attributes" : "additional_attributes";
            row.put(column, Json.parse(Pools.pick(random, Pools.NO_OBJECTS)));
        }
        tables.add("contacts", row);
    }

    private static String column(Map<String, Object> additional, String key) {
        return Texts.column(additional.get(key));
    }

    private String blank() {
        return one(3) ? null : one(3) ? " \u2003" : "";
    }

    private String storedEmail() {
        if (one(3)) {
            return one(2) ? "" : one(4) ? " " : null;
        }
        return Pools.pick(random, one(3) ? Pools.MIXED : Pools.EMAILS);
    }

    private String storedPhone() {
        return one(3) ? (one(2) ? "" : null) : one(8) ? "0049 old" : Pools.pick(random, Pools.PHONES);
    }

    private String storedIdentifier() {
        return one(2) ? (one(2) ? null : one(5) ? " " : "") : Pools.pick(random, Pools.IDENTIFIERS);
    }

    // The database has unique indexes on the stored texts.
    private String unique(String column, long account, String value) {
        return value == null || taken.add(column + " " + account + " " + value) ? value : null;
    }

    private Map<String, Object> storedCustom() {
        Map<String, Object> custom = new LinkedHashMap<>(Json.object(Pools.pick(random, Pools.STORED_CUSTOM)));
        if (one(3)) {
            custom.put("crm", Json.parse(Pools.pick(random, Pools.CRM)));
        }
        return custom;
    }

    private void makeLinks() {
        for (Row contact : tables.rows("contacts")) {
            int count = one(6) ? 0 : one(3) ? 2 : 1;
            for (int i = 0; i < count; i++) {
                makeLink(contact.id(), contact.number("account_id"));
            }
        }
        for (int i = random.nextInt(4); i > 1; i--) {
            makeLink(900L + i, 1L); // dangling
        }
        if (one(6)) {
            makeLink(1 + random.nextInt((int) contacts), tables.rows("accounts").size()); // perhaps somebody else's
        }
    }

    private void makeLink(long contact, long account) {
        List<Row> inboxes = tables.rows("inboxes").stream()
                .filter(i -> i.is("account_id", account))
                .toList();
        Row inbox = Pools.pick(random, inboxes);
        String source = Pools.pick(random, Pools.SOURCES);
        if (!taken.add("source " + inbox.id() + " " + source)) {
            source = source + "-" + contact;
            if (!taken.add("source " + inbox.id() + " " + source)) {
                return;
            }
        }
        long id = next("contact_inboxes");
        tables.add(
                "contact_inboxes",
                Row.of("id", id, "contact_id", contact, "inbox_id", inbox.id(), "source_id", source)
                        .with("hmac_verified", one(3))
                        .with("pubsub_token", one(5) ? null : "pubsub-" + id)
                        .with("created_at", OLD + (1 + random.nextInt(3)) + "T00:00:00"));
    }

    private void makeThings() {
        for (int i = random.nextInt(5); i > 0; i--) {
            makeConversation();
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            long id = next("notes");
            tables.add("notes", Row.of("id", id, "account_id", 1, "contact_id", anybody(), "content", "Note " + id));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            long id = next("csat_survey_responses");
            Row row =
                    Row.of("id", id, "account_id", 1, "contact_id", anybody(), "conversation_id", 1, "message_id", id);
            tables.add("csat_survey_responses", row.with("rating", 5));
        }
        makeLabels();
        makeAvatars();
    }

    private void makeConversation() {
        long id = next("conversations");
        long contact = anybody();
        tables.add(
                "conversations",
                Row.of("id", id, "account_id", 1, "inbox_id", 1, "contact_id", contact, "display_id", id));
        tables.add("messages", message(id).with("sender_type", "Contact").with("sender_id", contact));
        tables.add("messages", message(id).with("sender_type", "User").with("sender_id", contact));
    }

    private Row message(long conversation) {
        Row row = Row.of("id", next("messages"), "account_id", 1, "inbox_id", 1, "conversation_id", conversation);
        return row.with("message_type", 0).with("content", "Hello");
    }

    private long anybody() {
        return 1 + random.nextInt((int) contacts);
    }

    private void makeLabels() {
        for (int tag = 1; tag <= 2; tag++) {
            tables.add("tags", Row.of("id", tag, "name", "label-" + tag, "taggings_count", 2));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            long tag = 1 + random.nextInt(2);
            String type = one(4) ? "Conversation" : "Contact";
            long who = anybody();
            if (taken.add("label " + tag + type + who)) {
                tables.add(
                        "taggings",
                        Row.of("id", next("taggings"), "tag_id", tag, "taggable_type", type, "taggable_id", who)
                                .with("context", "labels"));
            }
        }
    }

    private void makeAvatars() {
        for (int i = random.nextInt(4); i > 0; i--) {
            String type = one(4) ? "User" : "Contact";
            long who = anybody();
            if (taken.add("avatar " + type + who)) {
                long id = next("active_storage_attachments");
                tables.add(
                        "active_storage_blobs",
                        Row.of("id", id, "key", "blob-" + id, "filename", "a.png", "byte_size", 1)
                                .with("service_name", "local"));
                tables.add(
                        "active_storage_attachments",
                        Row.of("id", id, "name", "avatar", "record_type", type, "record_id", who, "blob_id", id));
            }
        }
    }
}

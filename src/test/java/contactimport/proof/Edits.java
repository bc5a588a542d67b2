package contactimport.proof;

import contactimport.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What people do to contacts between an import and its undo: fields, with values that nobody else has, and attributes. */
final class Edits {

    private static final String BY_HAND = "By hand";

    private final SplittableRandom random;
    private final Hand hand;

    /** Who writes an edit down. */
    interface Hand {

        /** @param field {@code name}, {@code email} or {@code phone_number} */
        void text(long contact, String field, String value);

        void attribute(long contact, String key, String value);
    }

    Edits(long seed, Hand hand) {
        random = new SplittableRandom(~seed);
        this.hand = hand;
    }

    static Hand in(TestDatabase db) {
        return new Hand() {
            @Override
            public void text(long contact, String field, String value) {
                db.sql("update contacts set " + field + " = ? where id = ?", value, contact);
            }

            @Override
            public void attribute(long contact, String key, String value) {
                db.sql(
                        "update contacts set custom_attributes = custom_attributes || jsonb_build_object(?, ?) where id = ?",
                        key,
                        value,
                        contact);
            }
        };
    }

    static Hand in(Tables tables) {
        return new Hand() {
            @Override
            public void text(long contact, String field, String value) {
                tables.find("contacts", contact).put(field, value);
            }

            @Override
            public void attribute(long contact, String key, String value) {
                Row row = tables.find("contacts", contact);
                row.put("custom_attributes", with(row, key, value));
            }
        };
    }

    private static Map<String, Object> with(Row contact, String key, String value) {
        Map<String, Object> custom = new LinkedHashMap<>(contact.json("custom_attributes"));
        custom.put(key, value);
        return custom;
    }

    /**
     * Edits contacts that were there before and are still there.
     *
     * @param expected gets the edits too
     */
    void make(Tables before, Tables now, Tables expected) {
        for (Row contact : now.rows("contacts")) {
            if (before.find("contacts", contact.id()) != null) {
                edit(contact, expected.find("contacts", contact.id()));
            }
        }
    }

    private void edit(Row now, Row expected) {
        text(now, expected, "name", 3, BY_HAND);
        text(now, expected, "email", 6, "by.hand." + now.id() + "@edits.example");
        text(now, expected, "phone_number", 6, "+4999" + (100_000 + now.id()));
        if (random.nextInt(3) == 0 && now.get("custom_attributes") instanceof Map) {
            String key = key(now.json("custom_attributes"));
            hand.attribute(now.id(), key, BY_HAND);
            expected.put("custom_attributes", with(expected, key, BY_HAND));
        }
    }

    /** @param oneIn how often */
    private void text(Row now, Row expected, String field, int oneIn, String value) {
        if (random.nextInt(oneIn) == 0) {
            hand.text(now.id(), field, value);
            expected.put(field, value);
        }
    }

    private String key(Map<String, Object> object) {
        int place = random.nextInt(object.size() + 1);
        return object.keySet().stream().skip(place).findFirst().orElse("edited");
    }
}

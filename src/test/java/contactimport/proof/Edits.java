package contactimport.proof;

import contactimport.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What people do to contacts between an import and its undo: names and attributes, which nobody else's contact minds. */
final class Edits {

    private final SplittableRandom random;
    private final TestDatabase db;

    Edits(long seed, TestDatabase db) {
        random = new SplittableRandom(~seed);
        this.db = db;
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
        if (random.nextInt(3) == 0) {
            db.sql("update contacts set name = 'By hand' where id = ?", now.id());
            expected.put("name", "By hand");
        }
        if (random.nextInt(3) == 0 && now.get("custom_attributes") instanceof Map) {
            String key = key(now.json("custom_attributes"));
            db.sql(
                    "update contacts set custom_attributes = custom_attributes || jsonb_build_object(?, 'By hand') where id = ?",
                    key,
                    now.id());
            Map<String, Object> custom = new LinkedHashMap<>(expected.json("custom_attributes"));
            custom.put(key, "By hand");
            expected.put("custom_attributes", custom);
        }
    }

    private String key(Map<String, Object> object) {
        int place = random.nextInt(object.size() + 1);
        return object.keySet().stream().skip(place).findFirst().orElse("edited");
    }
}

package contactimport.store;

import contactimport.merge.Decision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts that later runs have written: asked for when lines turn out to be about them. Of one span; not thread-safe. */
final class Overtaken {

    private final long runNo;
    private final Set<Long> asked = new HashSet<>();
    private final Map<Long, String> byContact = new HashMap<>();

    Overtaken(long runNo) {
        this.runNo = runNo;
    }

    /** By contact, the last run that has written it, as in {@code run 20261122T020000Z-7f3a}. */
    Map<Long, String> byContact() {
        return Collections.unmodifiableMap(byContact);
    }

    /** @return whether one of the contacts of these decisions is among them, which was not known: then they are void */
    boolean learn(Connection c, List<Decision> decisions) throws SQLException {
        Set<Long> ids = new HashSet<>();
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Applied applied) {
                ids.add(applied.contactId());
                ids.addAll(applied.absorbed());
            }
        }
        ids.removeAll(asked);
        asked.addAll(ids);
        int known = byContact.size();
        if (!ids.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("contact-later-runs"),
                    row -> byContact.put(row.getLong("contact_id"), "run " + Rows.text(row, "id")),
                    Rows.longs(ids),
                    runNo);
        }
        return byContact.size() > known;
    }
}

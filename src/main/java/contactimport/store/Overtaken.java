package contactimport.store;

import contactimport.merge.Decision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts that something newer has changed: asked for when lines turn out to be about them. Of one span; not thread-safe. */
final class Overtaken {

    private final long runNo;
    private final boolean byLaterRuns;
    private final Origins origins;
    private final Set<Long> asked = new HashSet<>();
    private final Map<Long, String> byContact = new HashMap<>();
    private final Map<Long, List<Origins.Change>> changes = new HashMap<>();

    private Overtaken(long runNo, boolean byLaterRuns, Origins origins) {
        this.runNo = runNo;
        this.byLaterRuns = byLaterRuns;
        this.origins = origins;
    }

    static Overtaken of(Connection c, long runNo, Yielding yielding, List<StagedRow> rows) throws SQLException {
        return new Overtaken(
                runNo, yielding.toLaterRuns(), yielding.sinceItsOrigin() ? Origins.of(c, runNo, rows) : Origins.NONE);
    }

    /** By contact, what has changed it since this row: as in {@code line 7 of run 20261122T020000Z-7f3a}. */
    Map<Long, String> since(StagedRow row) {
        if (changes.isEmpty() || !origins.has(row.ordinal())) {
            return Collections.unmodifiableMap(byContact);
        }
        Map<Long, String> all = new HashMap<>(byContact);
        changes.forEach((contact, of) -> of.stream()
                .filter(change -> origins.isNewer(change, row.ordinal()))
                .forEach(change -> all.putIfAbsent(contact, "line " + change.line() + " of run " + change.runId())));
        return all;
    }

    /** @return whether one of the contacts of these decisions is among them, which was not known: then they are void */
    boolean learn(Connection c, List<Decision> decisions) throws SQLException {
        Set<Long> ids = new HashSet<>();
        if (byLaterRuns || !origins.isEmpty()) {
            contacts(decisions, ids);
        }
        ids.removeAll(asked);
        asked.addAll(ids);
        int known = byContact.size() + changes.size();
        if (!ids.isEmpty() && byLaterRuns) {
            Rows.each(
                    c,
                    Sql.named("contact-later-runs"),
                    row -> byContact.put(row.getLong("contact_id"), "run " + Rows.text(row, "id")),
                    Rows.longs(ids),
                    runNo);
        }
        if (!ids.isEmpty() && !origins.isEmpty()) {
            changesOf(c, ids);
        }
        return byContact.size() + changes.size() > known;
    }

    private static void contacts(List<Decision> decisions, Set<Long> ids) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Applied applied) {
                ids.add(applied.contactId());
                ids.addAll(applied.absorbed());
            }
        }
    }

    /** The newest first: it is the one that is named. */
    private void changesOf(Connection c, Set<Long> ids) throws SQLException {
        Rows.each(
                c,
                Sql.named("contact-changes"),
                row -> changes.computeIfAbsent(row.getLong("contact_id"), id -> new ArrayList<>())
                        .add(0, new Origins.Change(row.getLong("run_no"), Rows.text(row, "id"), row.getLong("line"))),
                Rows.longs(ids),
                origins.firstRun(),
                runNo);
    }
}

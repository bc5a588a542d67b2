package contactimport.store;

import contactimport.contact.Outcome;
import contactimport.contact.Reason;
import contactimport.contact.Warning;
import contactimport.merge.Decision;
import contactimport.source.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was done, line by line, by {@code COPY}. An unchanged line has no entry: it is counted, never inferred. */
final class LedgerWriter {

    private final long runNo;
    private final @Nullable Integer part;
    private final BinaryCopy ledger = new BinaryCopy(
            "ledger",
            "run_no",
            "ordinal",
            "line",
            "part",
            "outcome",
            "codes",
            "reason",
            "contact_id",
            "before",
            "after",
            "record",
            "raw");
    private final BinaryCopy warnings =
            new BinaryCopy("warning", "run_no", "ordinal", "no", "line", "code", "field", "detail");

    /** @param part null for what the stage step decides */
    LedgerWriter(long runNo, @Nullable Integer part) {
        this.runNo = runNo;
        this.part = part;
    }

    /** @param record of the contact as the chunk leaves it */
    void applied(long ordinal, long line, Decision.Applied a, @Nullable String record) {
        if (a.outcome() != Outcome.UNCHANGED) {
            start(ordinal, line, a.outcome())
                    .nothing()
                    .nothing()
                    .int8(a.contactId())
                    .jsonb(Json.write(a.changes().before()))
                    .jsonb(Json.write(a.changes().after()))
                    .text(record)
                    .nothing();
        }
    }

    void rejected(long ordinal, long line, List<Reason> reasons, @Nullable Long contactId, byte[] raw) {
        start(ordinal, line, Outcome.REJECTED)
                .text(Reason.codes(reasons))
                .text(Reason.sentences(reasons))
                .int8(contactId)
                .nothing()
                .nothing()
                .nothing()
                .bytes(raw);
    }

    private BinaryCopy start(long ordinal, long line, Outcome outcome) {
        return ledger.row().int8(runNo).int8(ordinal).int8(line).int4(part).text(outcome.label());
    }

    void warnings(long ordinal, long line, List<Warning> of) {
        int no = 0;
        for (Warning w : of) {
            warnings.row()
                    .int8(runNo)
                    .int8(ordinal)
                    .int4(++no)
                    .int8(line)
                    .text(w.code().name())
                    .text(w.field())
                    .text(w.detail());
        }
    }

    /** Entries written so far. */
    long entries() {
        return ledger.rows();
    }

    /** Of these, as they are sent. */
    long bytes() {
        return ledger.size();
    }

    void into(Connection c) throws SQLException {
        ledger.into(c);
        warnings.into(c);
    }

    /** The raw text of staged lines, which only a rejected line needs. */
    static Map<Long, byte[]> raws(Connection c, long runNo, Collection<Long> ordinals) throws SQLException {
        Map<Long, byte[]> raws = new HashMap<>();
        if (!ordinals.isEmpty()) {
            Rows.each(
                    c,
                    Sql.named("raw-read"),
                    row -> raws.put(row.getLong("ordinal"), row.getBytes("raw")),
                    runNo,
                    Rows.longs(ordinals));
        }
        return raws;
    }

    static byte[] raw(Connection c, long runNo, long ordinal) throws SQLException {
        byte[] raw = raws(c, runNo, List.of(ordinal)).get(ordinal);
        if (raw == null) {
            throw new AccountingException("the staged row " + ordinal + " is missing: somebody removed it");
        }
        return raw;
    }
}

package contactimport.store;

import contactimport.contact.Outcome;
import contactimport.contact.Rules;
import contactimport.contact.Warning;
import contactimport.merge.Decision;
import contactimport.merge.Merger;
import contactimport.merge.People;
import contactimport.merge.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides and writes a span of rows once: find, lock, read again, fold, write, account. If the fold misses somebody, or somebody
 * changed between finding and locking, the locks are let go and it begins again with more.
 */
final class SpanMerge {

    /** Rounds until everybody a span touches is locked; each round knows more than the one before. */
    private static final int MAX_ROUNDS = 200;

    private final long runNo;
    private final Rules rules;
    private final PeopleLoader loader;
    private final IdPool ids;
    private final Merger merger;
    private final AbsorbWriter absorptions;
    private final ContactWriter contacts;
    private final AttributeHolders attributes;
    private final ContactColumns columns;
    private final Yielding yielding;

    SpanMerge(long runNo, Rules rules, Platform platform, List<Reference> repointed, Yielding yielding) {
        this.runNo = runNo;
        this.rules = rules;
        columns = new ContactColumns(platform);
        attributes = new AttributeHolders(runNo, rules);
        loader = new PeopleLoader(rules, new LinkTable(), new ContactTable(columns), new Holders(attributes));
        ids = new IdPool();
        merger = new Merger(rules, ids);
        this.yielding = yielding;
        absorptions = new AbsorbWriter(platform, repointed, runNo);
        contacts = new ContactWriter(columns);
    }

    /** Lines by outcome, as far as the partition's row counts them. */
    static final class Tally {
        long decided;
        long unchanged;
        long unchangedLineSum;
        long rejected;
        long entryBytes;

        void add(Tally other) {
            decided += other.decided;
            unchanged += other.unchanged;
            unchangedLineSum += other.unchangedLineSum;
            rejected += other.rejected;
            entryBytes += other.entryBytes;
        }
    }

    Tally merge(Connection c, int part, List<StagedRow> rows, Savepoint savepoint) throws SQLException {
        Wants wants = loader.wantsOf(c, rows);
        Overtaken overtaken = Overtaken.of(c, runNo, yielding, rows);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            if (rules.upserts()) {
                ids.ensure(c, rows.size());
            }
            People people = loader.lockAndRead(c, round == 1 ? rows : List.of(), wants);
            if (people != null) {
                ids.requireUnknownTo(c, people);
                List<Decision> decisions = fold(people, rows, overtaken);
                if (people.missing().isEmpty() && !overtaken.learn(c, decisions)) {
                    return write(c, part, rows, decisions, people);
                }
                wants.add(people.missing());
            }
            c.rollback(savepoint);
        }
        throw new SQLException("the people of a chunk do not stand still", "55P03");
    }

    private List<Decision> fold(People people, List<StagedRow> rows, Overtaken overtaken) {
        List<Decision> decisions = new ArrayList<>(rows.size());
        for (StagedRow row : rows) {
            decisions.add(merger.decide(people, row.patch(), overtaken.since(row)));
        }
        return decisions;
    }

    private Tally write(Connection c, int part, List<StagedRow> rows, List<Decision> decisions, People people)
            throws SQLException {
        absorptions.write(c, people.written(), absorbers(rows, decisions));
        Map<Long, String> records = contacts.write(c, people);
        attributes.add(
                c,
                Stream.concat(people.written().updates().stream(), people.written().inserts().stream())
                        .map(people::present)
                        .toList());
        Rows.update(c, "set constraints all immediate");
        readOtherRecords(c, decisions, people.written(), records);
        return account(c, part, rows, decisions, people.written(), records);
    }

    /** Which line absorbed a contact. */
    private static Map<Long, Long> absorbers(List<StagedRow> rows, List<Decision> decisions) {
        Map<Long, Long> ordinals = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (decisions.get(i) instanceof Decision.Applied a) {
                long ordinal = rows.get(i).ordinal();
                a.absorbed().forEach(id -> ordinals.put(id, ordinal));
            }
        }
        return ordinals;
    }

    /** Records of contacts that a line reports although their own row was not written: only a link was. */
    private void readOtherRecords(Connection c, List<Decision> decisions, Written written, Map<Long, String> records)
            throws SQLException {
        Set<Long> others = new HashSet<>();
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Applied a && a.outcome() != Outcome.UNCHANGED) {
                long id = written.settled(a.contactId());
                if (!records.containsKey(id)) {
                    others.add(id);
                }
            }
        }
        if (!others.isEmpty()) {
            String sql = Sql.named("contact-records").replace("{record}", columns.record());
            ContactRecord record = new ContactRecord();
            Rows.each(c, sql, row -> records.put(row.getLong(1), record.of(row)), Rows.longs(others));
        }
    }

    private Tally account(
            Connection c,
            int part,
            List<StagedRow> rows,
            List<Decision> decisions,
            Written written,
            Map<Long, String> records)
            throws SQLException {
        if (decisions.size() != rows.size()) {
            throw new AccountingException(rows.size() + " rows, but " + decisions.size() + " decisions");
        }
        Map<Long, byte[]> raws = LedgerWriter.raws(c, runNo, rejected(rows, decisions));
        LedgerWriter ledger = new LedgerWriter(runNo, part);
        Tally tally = new Tally();
        for (int i = 0; i < rows.size(); i++) {
            StagedRow row = rows.get(i);
            decisions
                    .get(i)
                    .fold(
                            a -> applied(ledger, tally, row, a, records.get(written.settled(a.contactId()))),
                            r -> rejected(ledger, tally, row, r, raws));
            tally.decided++;
        }
        if (ledger.entries() + tally.unchanged != rows.size()) {
            throw new AccountingException(
                    rows.size() + " rows, but " + ledger.entries() + " entries and " + tally.unchanged + " unchanged");
        }
        tally.entryBytes = ledger.bytes();
        ledger.into(c);
        return tally;
    }

    private static boolean applied(
            LedgerWriter ledger, Tally tally, StagedRow row, Decision.Applied a, @Nullable String record) {
        ledger.applied(row.ordinal(), row.line(), a, record);
        List<Warning> warnings = new ArrayList<>(row.patch().warnings());
        warnings.addAll(a.warnings());
        ledger.warnings(row.ordinal(), row.line(), warnings);
        if (a.outcome() == Outcome.UNCHANGED) {
            tally.unchanged++;
            tally.unchangedLineSum += row.line();
        }
        return true;
    }

    private static boolean rejected(
            LedgerWriter ledger, Tally tally, StagedRow row, Decision.Rejected r, Map<Long, byte[]> raws) {
        byte[] raw = raws.get(row.ordinal());
        if (raw == null) {
            throw new AccountingException("the staged row of line " + row.line() + " is missing: somebody removed it");
        }
        ledger.rejected(row.ordinal(), row.line(), r.reasons(), r.contactId(), raw);
        tally.rejected++;
        return true;
    }

    private static List<Long> rejected(List<StagedRow> rows, List<Decision> decisions) {
        List<Long> ordinals = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (decisions.get(i) instanceof Decision.Rejected) {
                ordinals.add(rows.get(i).ordinal());
            }
        }
        return ordinals;
    }
}

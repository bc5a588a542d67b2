package contactimport.store;

import static contactimport.contact.Outcome.CREATED;
import static contactimport.contact.Outcome.FAILED;
import static contactimport.contact.Outcome.MERGED;
import static contactimport.contact.Outcome.REJECTED;
import static contactimport.contact.Outcome.UPDATED;

import contactimport.contact.Outcome;
import contactimport.store.Accounting.IdleBook;
import contactimport.store.Accounting.LedgerBook;
import contactimport.store.Accounting.PartitionBook;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.RunBook;
import contactimport.store.Accounting.Tally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The equations of a run's accounting, over the books that {@link Accounting} fetched. Pure. */
final class Balance {

    /** What the ledger may hold: unchanged lines are counted in their partition. */
    private static final Set<Outcome> ENTRIES = EnumSet.of(UPDATED, CREATED, MERGED, REJECTED, FAILED);

    private final RunBook run;
    private final List<IdleBook> idle;
    private final List<LedgerBook> ledger;
    private final List<PartitionBook> partitions;
    private final List<String> violations = new ArrayList<>();

    /** @param idle none: not asked for */
    Balance(RunBook run, List<IdleBook> idle, List<LedgerBook> ledger, List<PartitionBook> partitions) {
        this.run = run;
        this.idle = List.copyOf(idle);
        this.ledger = ledger;
        this.partitions = partitions;
    }

    Proof proof() {
        stage();
        plan();
        partitions.forEach(this::partition);
        entries();
        Tally tally = tally();
        equal(
                tally.read(),
                tally.outcomes(),
                "%d lines were read, but %d have an outcome: updated, created, merged, unchanged, rejected or failed");
        return new Proof(tally, violations);
    }

    private void stage() {
        equal(
                run.records(),
                run.stageRejected() + run.staged(),
                "the reader found %d records, but %d were counted as staged or rejected before staging");
        equal(run.staged(), run.rowsFound(), "%d lines were counted as staged, but %d are staged");
        equal(
                run.lineSum(),
                run.linesFound(),
                "the line numbers of the staged rows added up to %d when they were staged, but now to %d");
        equal(
                run.stageRejected(),
                sum(ledger, e -> e.part() == null, LedgerBook::lines),
                "%d lines were counted as rejected before staging, but the ledger holds %d of them");
        if (run.stageDone()) {
            equal(run.fileSize(), run.bytes(), "the file has %d bytes, but %d were read");
        }
    }

    private void plan() {
        if (!planned()) {
            return;
        }
        equal(
                sum(partitions, p -> true, PartitionBook::rows),
                run.rowsFound(),
                "%d lines were given to partitions, but %d are staged");
        equal(
                sum(partitions, p -> true, PartitionBook::lineSum),
                run.linesFound(),
                "the line numbers given to partitions add up to %d, but those of the staged rows to %d");
        for (IdleBook book : idle) {
            equal(
                    book.decided(),
                    book.inRanges(),
                    "the plan decided %d lines that change nothing, but listed are %d of them");
        }
    }

    private void partition(PartitionBook p) {
        String who = "partition " + p.part() + ": ";
        Predicate<LedgerBook> here = e -> Objects.equals(e.part(), p.part());
        equal(
                p.position(),
                p.decided() + p.aside(),
                who + "its position is %d, but %d lines before it are decided or set aside");
        equal(p.rows(), p.decided() + p.undecided(), who + "it has %d lines, but %d are decided or still staged");
        equal(
                p.decided(),
                sum(ledger, here, LedgerBook::lines) + p.unchanged(),
                who + "%d lines were decided, but %d are in the ledger or counted as unchanged");
        equal(
                p.lineSum(),
                sum(ledger, here, LedgerBook::lineSum) + p.unchangedLineSum() + p.undecidedLineSum(),
                who + "its line numbers add up to %d, but those in the ledger, unchanged and undecided to %d");
        if (p.done()) {
            equal(0, p.undecided(), who + "it is done, so %d lines may be undecided, but %d are");
        }
    }

    private void entries() {
        for (LedgerBook entry : ledger) {
            if (ENTRIES.stream().noneMatch(o -> o.label().equals(entry.outcome()))) {
                violations.add("the ledger holds " + entry.lines() + " lines with an outcome that it cannot have");
            } else if (entry.part() == null && !REJECTED.label().equals(entry.outcome())) {
                violations.add("the ledger holds " + entry.lines() + " lines that are " + entry.outcome()
                        + " without any partition");
            } else if (entry.part() != null && partitions.stream().noneMatch(p -> p.part() == entry.part())) {
                violations.add("the ledger holds " + entry.lines() + " lines of partition " + entry.part()
                        + ", which does not exist");
            }
        }
    }

    private Tally tally() {
        long undecided = planned() ? sum(partitions, p -> true, PartitionBook::undecided) : run.rowsFound();
        return new Tally(
                run.records(),
                entries(UPDATED),
                entries(CREATED),
                entries(MERGED),
                sum(partitions, p -> true, PartitionBook::unchanged),
                entries(REJECTED),
                entries(FAILED) + undecided);
    }

    /** All partitions are inserted at once, so one is enough. */
    private boolean planned() {
        return run.planDone() || !partitions.isEmpty();
    }

    private long entries(Outcome outcome) {
        return sum(ledger, e -> e.outcome().equals(outcome.label()), LedgerBook::lines);
    }

    private void equal(long expected, long found, String sentence) {
        if (expected != found) {
            violations.add(String.format(Locale.ROOT, sentence, expected, found));
        }
    }

    private static <T> long sum(List<T> books, Predicate<T> which, ToLongFunction<T> number) {
        return books.stream().filter(which).mapToLong(number).sum();
    }
}

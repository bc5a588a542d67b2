package contactimport.job;

import contactimport.job.Progress.Counts;
import contactimport.job.Progress.Phase;
import contactimport.store.Contention;
import contactimport.store.RunTable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the steps of an import tell about themselves, for whoever looks: a few numbers in memory. Thread-safe. */
public final class Meter {

    private final Clock clock;
    private final AtomicReference<@Nullable Progress> now = new AtomicReference<>();

    private final List<Progress> past = new CopyOnWriteArrayList<>();
    private final Pace pace = new Pace();
    private final Chunks chunks = new Chunks();
    private final Contention contention = new Contention();

    public Meter(Clock clock) {
        this.clock = clock;
    }

    /** What the merge's chunks took, and where its partitions stand. */
    public Chunks chunks() {
        return chunks;
    }

    public Contention contention() {
        return contention;
    }

    /** Empty before the first step of the first file. */
    public Optional<Progress> now() {
        return Optional.ofNullable(now.get());
    }

    /** The steps that are through, each as it was when the next one began. */
    public List<Progress> past() {
        return List.copyOf(past);
    }

    /** A step begins, and the one before it is through. */
    public void begin(Phase phase) {
        Progress before = now.getAndSet(Progress.begin(phase, clock.instant()));
        if (before != null) {
            past.add(before);
            pace.mark(before, clock.instant(), true);
        }
        now().ifPresent(p -> pace.mark(p, clock.instant(), true));
    }

    /** How far the steps were, and when. */
    Pace pace() {
        return pace;
    }

    /** @param bytes of the file that the reader has consumed so far */
    public void staged(long bytes, long fileBytes, RunTable.Border seen) {
        now.updateAndGet(p -> p == null
                ? null
                : new Progress(
                        p.phase(),
                        p.began(),
                        0,
                        bytes,
                        fileBytes,
                        new Counts(seen.records(), 0, 0, seen.rejected()),
                        0,
                        0));
        now().ifPresent(p -> pace.mark(p, clock.instant(), false));
    }

    /** The file, or whatever else lines come from, is read at once: so many. */
    void staged(long records) {
        now.updateAndGet(p ->
                p == null ? null : new Progress(p.phase(), p.began(), 0, 0, 0, new Counts(records, 0, 0, 0), 0, 0));
        now().ifPresent(p -> pace.mark(p, clock.instant(), false));
    }

    /** The first report of a launch says where it begins. */
    public void merged(RunTable.Border seen) {
        now.updateAndGet(p -> p == null ? null : merged(p, seen));
        now().ifPresent(p -> pace.mark(p, clock.instant(), false));
    }

    private static Progress merged(Progress p, RunTable.Border seen) {
        long written = seen.decided() - seen.unchanged() - seen.mergeRejected();
        return new Progress(
                p.phase(),
                p.began(),
                p.all() == 0 ? seen.merged() : p.doneBefore(),
                // Threads that look at the same time may tell in another order.
                Math.max(p.done(), seen.merged()),
                seen.rows(),
                new Counts(seen.records(), written, seen.unchanged(), seen.rejected()),
                Math.max(p.partitionsDone(), seen.partitionsDone()),
                seen.partitions());
    }
}

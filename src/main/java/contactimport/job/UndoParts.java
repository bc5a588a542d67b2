package contactimport.job;

import contactimport.store.Failure;
import contactimport.store.PartitionTable;
import contactimport.store.PartitionTable.Partition;
import contactimport.store.RunTable;
import contactimport.store.UndoMerge;
import contactimport.store.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Works off the partitions of an undo that are not done, as many at a time as there are threads; each slice in a transaction. */
final class UndoParts {

    private final Connections connections;
    private final Undoing undoing;
    private final boolean backwards;
    private final int epoch;
    private final UndoSettings settings;
    private final Stop stop;
    private final Gate gate;
    private final Meter meter;
    private final PartitionTable partitions;

    UndoParts(
            Connections connections,
            Undoing undoing,
            boolean backwards,
            int epoch,
            UndoSettings settings,
            Stop stop,
            Gate gate,
            Meter meter) {
        this.connections = connections;
        this.undoing = undoing;
        this.backwards = backwards;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.gate = gate;
        this.meter = meter;
        partitions = new PartitionTable(undoing.runNo(), epoch);
    }

    /** @return what failed */
    List<Throwable> run() {
        List<Throwable> failures = new ArrayList<>();
        meter.begin(Progress.Phase.MERGE);
        List<Partition> all = connections.here(partitions::all);
        all.forEach(p -> meter.chunks().at(p.part(), p.position(), p.rows()));
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Partition part : all) {
                if (part.isOpen()) {
                    running.add(threads.submit(() -> work(part)));
                }
            }
            for (Future<?> part : running) {
                try {
                    part.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                } catch (InterruptedException e) {
                    stop.request();
                    Thread.currentThread().interrupt();
                }
            }
        } finally {
            threads.shutdown();
        }
        return failures;
    }

    /** Here, or by the command {@code stop} from anywhere. */
    private boolean isStopped() {
        RunTable.Border seen = connections.here(c -> RunTable.border(c, undoing.runNo(), epoch));
        meter.merged(seen);
        if (seen.isAskedToStop()) {
            stop.request();
        }
        return stop.isRequested();
    }

    /** A slice, or as many as a group has that is too large for one: what they write is rolled back, what is found is kept apart. */
    private void check(UndoMerge merge, Partition part, AtomicInteger position) {
        connections.tried(c -> {
            do {
                connections.apart(own -> position.set(merge.next(c, own, part.part(), position.get())));
                meter.chunks().at(part.part(), position.get(), part.rows());
            } while (merge.isWithinGroup() && !isStopped());
        });
    }

    private void work(Partition part) {
        try {
            UndoMerge merge =
                    new UndoMerge(undoing, backwards, epoch, settings.retry(), meter.contention(), settings.chunk());
            AtomicInteger position = new AtomicInteger(part.position());
            for (int before = -1; before != position.get() && !isStopped(); ) {
                before = position.get();
                gate.requireLocks();
                long began = System.nanoTime();
                if (undoing.check()) {
                    check(merge, part, position);
                } else {
                    connections.apart(c -> position.set(merge.next(c, c, part.part(), position.get())));
                }
                if (before != position.get()) {
                    meter.chunks().took(System.nanoTime() - began);
                    meter.chunks().at(part.part(), position.get(), part.rows());
                }
            }
            connections.apart(c -> partitions.finish(c, part.part()));
        } catch (RuntimeException e) {
            Failure failure = Failure.of(Trouble.sentence(e), e, null);
            connections.apart(c -> partitions.fail(c, part.part(), failure));
            throw e;
        }
    }
}

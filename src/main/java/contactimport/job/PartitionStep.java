package contactimport.job;

import contactimport.contact.Rules;
import contactimport.store.ChunkMerge;
import contactimport.store.Environment;
import contactimport.store.Failure;
import contactimport.store.PartitionMerges;
import contactimport.store.PartitionTable;
import contactimport.store.PartitionTable.Partition;
import contactimport.store.Room;
import contactimport.store.Slice;
import contactimport.store.SliceReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One partition: slice after slice, each in a transaction of its own, from the position that our table names. */
final class PartitionStep implements Step {

    private final JobRepository repository;
    private final JdbcTransactionManager tm;
    private final Connections connections;
    private final RunScope run;
    private final PartitionTable partitions;
    private final PartitionMerges merges;
    private final Effort.Throttle throttle;
    private final Room room;

    PartitionStep(
            JobRepository repository,
            JdbcTransactionManager tm,
            Connections connections,
            RunScope run,
            PartitionTable partitions,
            PartitionMerges merges,
            Effort.Throttle throttle,
            Room room) {
        this.repository = repository;
        this.tm = tm;
        this.connections = connections;
        this.run = run;
        this.partitions = partitions;
        this.merges = merges;
        this.throttle = throttle;
        this.room = room;
    }

    @Override
    public String getName() {
        return "merge-partition";
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        int part = execution.getExecutionContext().getInt(MergeStep.PART);
        Partition partition = connections.here(c -> partitions.all(c)).stream()
                .filter(p -> p.part() == part)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no partition " + part));
        AtomicReference<@Nullable Slice> tried = new AtomicReference<>();
        try (SliceReader reader = reader()) {
            chunks(partition, reader, tried).execute(execution);
        }
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            connections.apart(c -> partitions.finish(c, part));
        } else if (execution.getFailureExceptions().stream().noneMatch(Environment::isBehind)) {
            Failure failure = failure(execution.getFailureExceptions(), tried.get());
            connections.apart(c -> partitions.fail(c, part, failure));
        }
    }

    /** Before the next slice, while nothing is locked. */
    private void pause(@Nullable Slice before) {
        long millis = before == null ? 0 : throttle.pass(before.rows().size());
        if (millis > 0 && !run.isCheck()) {
            try {
                run.settings().retry().sleeper().sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for its turn", e);
            }
        }
    }

    private static Failure failure(List<Throwable> failures, @Nullable Slice tried) {
        return Failure.of(Trouble.sentence(failures), failures.isEmpty() ? null : failures.get(0), tried);
    }

    /** Only where contacts go up in each other does a group gather what each of its slices moves again. */
    private SliceReader reader() {
        Effort effort = run.settings().effort();
        boolean grows = run.rules().onConflict() == Rules.OnConflict.MERGE && !effort.isLimited();
        return new SliceReader(run.no(), effort.chunk(run.settings().chunk()), grows ? room : Room.NONE);
    }

    private Step chunks(Partition partition, SliceReader reader, AtomicReference<@Nullable Slice> tried) {
        Border border = new Border(connections, run);
        ChunkMerge merge = merges.of(partition.rows());
        SliceCursor cursor = new SliceCursor(connections, partitions, reader, merge, partition.part());
        return new StepBuilder(getName(), repository)
                .<Slice, Slice>chunk(1)
                .transactionManager(tm)
                .reader(() -> Located.in("merge", () -> {
                            pause(tried.get());
                            tried.set(border.isClosedToMerge() ? null : cursor.next());
                            return tried;
                        })
                        .get())
                .writer(slices -> slices.forEach(slice -> {
                    Located.in(Located.merging(slice), () -> {
                        run.requireTurn();
                        long began = System.nanoTime();
                        cursor.merge(slice);
                        run.meter().chunks().took(System.nanoTime() - began);
                        run.meter().chunks().at(partition.part(), cursor.position(), partition.rows());
                        return slice;
                    });
                }))
                .build();
    }
}

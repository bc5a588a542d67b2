package contactimport.job;

import contactimport.store.PartitionMerges;
import contactimport.store.PartitionTable;
import contactimport.store.PartitionTable.Partition;
import contactimport.store.Room;
import contactimport.store.Yielding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Merges the partitions that are not done, as many at a time as there are threads, the largest first. */
final class MergeStep {

    /** Names the partition of a worker; nothing else is ever kept in the execution context. */
    static final String PART = "part";

    private MergeStep() {}

    static Step of(
            JobRepository repository,
            JdbcTransactionManager tm,
            Connections connections,
            RunScope run,
            TaskExecutor threads) {
        PartitionTable partitions = new PartitionTable(run.no(), run.epoch());
        PartitionMerges merges = new PartitionMerges(
                run.no(),
                run.rules(),
                run.ground().platform(),
                run.ground().repointed(),
                partitions,
                run.settings().retry(),
                run.meter().contention(),
                yielding(run),
                run.settings().effort().bulk() && !run.isCheck());
        Effort.Throttle throttle = run.settings().effort().throttle(System::nanoTime);
        return new StepBuilder("merge", repository)
                .partitioner("merge-partition", partitioner(connections, partitions, run))
                .step(new PartitionStep(repository, tm, connections, run, partitions, merges, throttle, Room.ofHeap()))
                .gridSize(run.settings().partitions())
                .taskExecutor(threads)
                .listener(settling(connections, merges))
                .build();
    }

    /** Not after each partition: the less there is to sort in, the more of the index is gone through for each entry. */
    private static StepExecutionListener settling(Connections connections, PartitionMerges merges) {
        return new StepExecutionListener() {
            @Override
            public @Nullable ExitStatus afterStep(StepExecution merge) {
                // After a failure the next launch does it, for the database may be away.
                if (merge.getStatus() != BatchStatus.FAILED) {
                    connections.apart(merges::settle);
                }
                return null;
            }
        };
    }

    static Yielding yielding(RunScope run) {
        boolean corrected = run.state().corrects() != null;
        return new Yielding(
                run.newerWins(),
                corrected && !SettingsJson.overNewer(run.state().settings()));
    }

    private static Partitioner partitioner(Connections connections, PartitionTable partitions, RunScope run) {
        return gridSize -> {
            run.meter().begin(Progress.Phase.MERGE);
            Map<String, ExecutionContext> open = new LinkedHashMap<>();
            List<Partition> all = connections.here(partitions::all);
            all.forEach(p -> run.meter().chunks().at(p.part(), p.position(), p.rows()));
            for (Partition p : all.stream().filter(Partition::isOpen).toList()) {
                open.put("partition-" + p.part(), new ExecutionContext(new HashMap<>(Map.of(PART, p.part()))));
            }
            return open;
        };
    }
}

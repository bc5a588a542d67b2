package contactimport.job;

import contactimport.store.RunTable;
import contactimport.store.Stragglers;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the application inserted for somebody while they were being absorbed. Does not keep the report from being written. */
final class StragglersStep {

    private StragglersStep() {}

    static Step of(JobRepository repository, JdbcTransactionManager tm, Connections connections, RunScope run) {
        return new StepBuilder("stragglers", repository)
                .tasklet(
                        (contribution, context) -> {
                            contribution.incrementWriteCount(Located.in(
                                    "stragglers",
                                    () -> connections.here(c -> {
                                        RunTable.requireEpoch(c, run.no(), run.epoch());
                                        return Stragglers.repoint(
                                                c,
                                                run.no(),
                                                run.ground().platform(),
                                                run.ground().repointed());
                                    })));
                            return RepeatStatus.FINISHED;
                        },
                        tm)
                .build();
    }
}

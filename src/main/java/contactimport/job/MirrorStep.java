package contactimport.job;

import contactimport.contact.Rules;
import contactimport.store.Mirror;
import contactimport.store.OneSession;
import contactimport.store.PlanFingerprint.FirstIds;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * Between plan and merge of a check: from here on the session has twins of the platform's tables, or, with {@code --write}, the
 * real ones and a transaction that is never committed.
 */
final class MirrorStep {

    private MirrorStep() {}

    static Step twins(
            JobRepository repository,
            JdbcTransactionManager tm,
            Connections connections,
            RunScope run,
            AtomicReference<FirstIds> first) {
        DefaultTransactionAttribute oneMoment = new DefaultTransactionAttribute();
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        boolean absorbs = run.rules().onConflict() == Rules.OnConflict.MERGE;
        Mirror mirror = new Mirror(run.ground().platform().schemas());
        return new StepBuilder("mirror", repository)
                .tasklet(
                        (contribution, context) -> {
                            first.set(connections.here(c -> mirror.platformTables(
                                    c, run.no(), run.ground().platform(), absorbs)));
                            return RepeatStatus.FINISHED;
                        },
                        tm)
                .transactionAttribute(oneMoment)
                .build();
    }

    static Step pretence(
            JobRepository repository,
            JdbcTransactionManager tm,
            Connections connections,
            RunScope run,
            OneSession session,
            AtomicReference<FirstIds> first) {
        Mirror mirror = new Mirror(run.ground().platform().schemas());
        return new StepBuilder("mirror", repository)
                .tasklet(
                        (contribution, context) -> {
                            first.set(connections.here(mirror::firstIds));
                            session.pretend();
                            return RepeatStatus.FINISHED;
                        },
                        tm)
                .transactionAttribute(Connections.NONE)
                .build();
    }
}

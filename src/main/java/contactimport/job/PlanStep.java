package contactimport.job;

import contactimport.source.FileFault;
import contactimport.store.AttributeHolders;
import contactimport.store.Idle;
import contactimport.store.Planner;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Closes the stage, looks at the guards, and decides once and for all which rows are merged where and in which order. */
final class PlanStep {

    private PlanStep() {}

    static Step of(
            JobRepository repository,
            JdbcTransactionManager tm,
            Connections connections,
            RunScope run,
            DataSource dataSource,
            String database) {
        return new StepBuilder("plan", repository)
                .tasklet(
                        (contribution, context) -> {
                            boolean closed = new Border(connections, run).isClosed();
                            run.meter().begin(Progress.Phase.PLAN);
                            if (!closed) {
                                Located.in("plan", () -> guardedPlan(connections, run, dataSource, database));
                            }
                            return RepeatStatus.FINISHED;
                        },
                        tm)
                .transactionAttribute(Connections.NONE)
                .build();
    }

    private static RepeatStatus guardedPlan(
            Connections connections, RunScope run, DataSource dataSource, String database) throws SQLException {
        finishStage(connections, run, database);
        run.enter(accounts(connections, run));
        // Before the plan: a run that is planned is merged by whoever takes it over.
        new Guards(connections, run).look();
        if (!run.stop().isRequested()) {
            plan(connections, run, dataSource);
        }
        return RepeatStatus.FINISHED;
    }

    private static void plan(Connections connections, RunScope run, DataSource dataSource) throws SQLException {
        connections.apart(c -> new AttributeHolders(run.no(), run.rules()).plan(c));
        new Planner(dataSource, Idle.of(run.rules(), run.ground().platform(), MergeStep.yielding(run)))
                .plan(
                        run.no(),
                        run.epoch(),
                        run.rules(),
                        run.settings().partitions(),
                        run.settings().threads());
        new RejectGuard(connections, run).look();
    }

    /** From here on everything that the run can touch is known. */
    private static Set<Long> accounts(Connections connections, RunScope run) {
        return connections.here(c -> RunState.find(c, run.id())).orElseThrow().accounts();
    }

    private static void finishStage(Connections connections, RunScope run, String database) {
        if (!run.state().stageDone()) {
            long read = run.source().bytesRead();
            if (read != run.state().fileSize()) {
                throw new FileFault(run.state().fileName() + " was changed while it was read: it had "
                        + run.state().fileSize() + " bytes, and " + read
                        + " were found. Nothing was imported; import it again when it is complete.");
            }
            connections.apart(c -> RunTable.finishStage(c, run.no(), run.epoch(), read));
            connections.apart(c -> RunTable.reading(c, run.no(), run.reading().json()));
        }
        if (connections.here(c -> RunTable.noLineFoundItsInbox(c, run.no()))) {
            throw new FileFault(
                    run.state().fileName() + ": none of its lines finds its inbox in the database " + database
                            + ". Is it the right database? The command inboxes lists what it has. Nothing was imported.");
        }
    }
}

package contactimport.job;

import contactimport.report.Report;
import contactimport.report.ReportFault;
import contactimport.source.FileFault;
import contactimport.store.PastRun;
import contactimport.store.RunTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;

/**
 * One launch of a run: a job instance of its own, of the steps that are left to do. The framework's restart is not used; what is
 * left is what our own tables say.
 */
final class RunJob {

    private final JobOperator operator;
    private final JobRepository repository;
    private final JdbcTransactionManager transactions;
    private final Connections connections;
    private final DataSource dataSource;
    private final String database;
    private final Clock clock;
    private final Lapses lapses;

    RunJob(
            JobOperator operator,
            JobRepository repository,
            JdbcTransactionManager transactions,
            Connections connections,
            DataSource dataSource,
            String database,
            Clock clock) {
        this.operator = operator;
        this.repository = repository;
        this.transactions = transactions;
        this.connections = connections;
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
        lapses = new Lapses(connections);
    }

    /** @throws Outage if the database was away, and another launch should go on */
    Importer.Result launch(RunScope run, Outages outages) {
        AtomicReference<Report> report = new AtomicReference<>();
        List<Throwable> failures = start(run, report);
        if (report.get() == null && lapses.isBehind(run, failures)) {
            if (outages.isPatient(lapses.progress(run))) {
                throw new Outage(run.id(), failures);
            }
            reportAll(run, failures, report);
        }
        if (report.get() == null) {
            throw withoutReport(run, failures);
        }
        List<String> trouble = new ArrayList<>(Trouble.sentences(failures));
        run.stop().cause().map(Stop.Cause::sentence).ifPresent(trouble::add);
        return new Importer.Result(Objects.requireNonNull(report.get()), trouble);
    }

    /** The last thing that an outage has kept from us may be that the run was done. */
    Optional<Importer.Result> completed(String id, ImportSettings settings) {
        return connections
                .here(c -> PastRun.find(c, id))
                .filter(run -> run.status().startsWith("completed"))
                .map(run -> new Importer.Result(
                        new ReportAgain(dataSource, database).write(run, settings.reports()), List.of()));
    }

    private List<Throwable> start(RunScope run, AtomicReference<Report> report) {
        try (SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("merge-")) {
            threads.setConcurrencyLimit(run.settings().threads());
            return Trouble.of(operator.start(
                    job(run, threads, report),
                    new JobParametersBuilder()
                            .addString("run", run.id())
                            .addLong("epoch", (long) run.epoch())
                            .toJobParameters()));
        } catch (JobExecutionException | DataAccessException | TransactionException | DatabaseTrouble e) {
            // The framework could not even say so in its own tables. When the report is written all is done
            // nevertheless.
            return report.get() == null ? List.of(e) : List.of();
        }
    }

    /** The patience is over: what can be told is told, if the database still answers. */
    private void reportAll(RunScope run, List<Throwable> failures, AtomicReference<Report> written) {
        try {
            reportOf(run, written).write(failures);
        } catch (DataAccessException | TransactionException | DatabaseTrouble e) {
            failures.forEach(e::addSuppressed);
        }
    }

    private ReportStep reportOf(RunScope run, AtomicReference<Report> written) {
        return new ReportStep(connections, run, dataSource, database, clock, written, info -> info);
    }

    private Job job(RunScope run, SimpleAsyncTaskExecutor threads, AtomicReference<Report> written) {
        Step merge = MergeStep.of(repository, transactions, connections, run, threads);
        Step stragglers = StragglersStep.of(repository, transactions, connections, run);
        Step report = reportOf(run, written).step(repository, transactions);
        return new StepFlow(merge, stragglers, report).job(new JobBuilder("contact-import", repository), left(run));
    }

    /** The steps before the merge, as far as they are not done. */
    private List<Step> left(RunScope run) {
        List<Step> left = new ArrayList<>();
        if (!run.state().stageDone()) {
            left.add(StageStep.of(repository, transactions, connections, run));
        }
        if (!run.state().planDone()) {
            left.add(PlanStep.of(repository, transactions, connections, run, dataSource, database));
        }
        return left;
    }

    /** The run came to nothing, or its report could not be made: the exception says which. */
    private RuntimeException withoutReport(RunScope run, List<Throwable> failures) {
        Optional<RuntimeException> nothing = cause(failures, FileFault.class, Blocked.class);
        if (nothing.isPresent()) {
            connections.apart(c -> {
                if (run.epoch() == 1) {
                    RunTable.forget(c, run.no());
                } else {
                    RunTable.interrupt(c, run.no(), run.epoch());
                }
            });
            return nothing.get();
        }
        return cause(failures, ReportFault.class)
                .orElseGet(() ->
                        new PartWay(run.id(), Trouble.sentence(failures), failures.isEmpty() ? null : failures.get(0)));
    }

    /** Whether a run ended before its first merge for a reason that is no fault of it. */
    static boolean cameToNothing(List<Throwable> failures) {
        return cause(failures, FileFault.class, Blocked.class).isPresent();
    }

    @SafeVarargs
    private static Optional<RuntimeException> cause(
            List<Throwable> failures, Class<? extends RuntimeException>... types) {
        for (Throwable failure : failures) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                for (Class<? extends RuntimeException> type : types) {
                    if (type.isInstance(t)) {
                        return Optional.of(type.cast(t));
                    }
                }
            }
        }
        return Optional.empty();
    }
}

package contactimport.job;

import contactimport.contact.Rules;
import contactimport.patch.ColumnMapping;
import contactimport.report.Report;
import contactimport.report.ReportFault;
import contactimport.report.Reports;
import contactimport.source.FileFault;
import contactimport.source.FileIdentity;
import contactimport.source.Json;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.Sources;
import contactimport.store.InboxTable;
import contactimport.store.Platform;
import contactimport.store.Reference;
import contactimport.store.References;
import contactimport.store.RunTable;
import contactimport.store.Schemas;
import contactimport.store.Sequences;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Imports files into one database, one after the other: every file is a run, every launch a new job instance.
 *
 * <p>What is wrong with a file as a whole ({@link FileFault}), with the database ({@link
 * contactimport.store.DatabaseFault}) or with the report directory ({@link ReportFault}) is found before anything is written.
 * Not thread-safe.
 */
public final class Importer implements AutoCloseable {

    private final DataSource dataSource;
    private final String database;
    private final Schemas schemas;
    private final Clock clock;
    private final Stop stop;
    private final AnnotationConfigApplicationContext context;
    private final JobRepository repository;
    private final JdbcTransactionManager transactions;
    private final Connections connections;

    /** @param database how people are told which database it is */
    public Importer(DataSource dataSource, String database, Schemas schemas, Clock clock, Stop stop) {
        this.dataSource = dataSource;
        this.database = database;
        this.schemas = schemas;
        this.clock = clock;
        this.stop = stop;
        context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", DataSource.class, () -> dataSource, d -> d.setDestroyMethodName(""));
        context.register(BatchConfiguration.class);
        context.refresh();
        repository = context.getBean(JobRepository.class);
        transactions = context.getBean(JdbcTransactionManager.class);
        connections = new Connections(dataSource, transactions);
    }

    /**
     * How a run ended.
     *
     * @param trouble what failed beside single lines, in words; empty if nothing did
     */
    public record Result(Report report, List<String> trouble) {
        public int exitCode() {
            return report.run().exitCode();
        }
    }

    /** Imports one file. */
    public Result run(Path file, ImportSettings settings) {
        SourceOptions options = new SourceOptions(settings.format(), settings.maxRecordBytes());
        FileIdentity identity = Sources.check(file, options);
        try (Source source = Sources.open(file, options)) {
            ColumnMapping.of(source.header(), settings.rules(), settings.columns());
            RunScope run = begin(identity, source, settings);
            return launch(run);
        }
    }

    private RunScope begin(FileIdentity identity, Source source, ImportSettings settings) {
        Platform platform = connections.here(c -> Platform.detect(c, schemas));
        List<Reference> repointed = settings.rules().onConflict() == Rules.OnConflict.MERGE
                ? connections.here(c -> References.toRepoint(c, schemas, settings.references()))
                : List.of();
        if (settings.rules().upserts()) {
            connections.apart(Sequences::check);
        }
        String id = RunIds.next(clock.instant());
        Reports.prepare(settings.reportDir(), id);
        String json = SettingsJson.of(settings.rules(), settings.columns());
        RunTable.NewRun run = new RunTable.NewRun(
                id,
                identity.name(),
                identity.size(),
                identity.sha256(),
                source.format().name().toLowerCase(java.util.Locale.ROOT),
                Json.write(source.header().names()),
                json,
                RunIds.fingerprint(identity.sha256(), json));
        long no = connections.here(c -> RunTable.create(c, run));
        return new RunScope(
                no, id, 1, identity, source, settings, platform, connections.here(InboxTable::load), repointed, stop);
    }

    private Result launch(RunScope run) {
        AtomicReference<Report> report = new AtomicReference<>();
        JobExecution execution;
        try (SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("merge-")) {
            threads.setConcurrencyLimit(run.settings().threads());
            execution = context.getBean(JobOperator.class)
                    .start(
                            job(run, threads, report),
                            new JobParametersBuilder()
                                    .addString("run", run.id())
                                    .addLong("epoch", (long) run.epoch())
                                    .toJobParameters());
        } catch (org.springframework.batch.core.job.JobExecutionException e) {
            throw new IllegalStateException("the job could not be launched", e);
        }
        List<Throwable> failures = execution.getAllFailureExceptions();
        if (report.get() == null) {
            throw withoutReport(run, failures);
        }
        List<String> trouble = new ArrayList<>(Trouble.sentences(failures));
        stop.cause().map(Stop.Cause::sentence).ifPresent(trouble::add);
        return new Result(Objects.requireNonNull(report.get()), trouble);
    }

    private Job job(RunScope run, SimpleAsyncTaskExecutor threads, AtomicReference<Report> written) {
        Step stage = StageStep.of(repository, transactions, connections, run);
        Step plan = PlanStep.of(repository, transactions, connections, run, dataSource, database);
        Step merge = MergeStep.of(repository, transactions, connections, run, threads);
        Step stragglers = StragglersStep.of(repository, transactions, connections, run);
        Step report =
                new ReportStep(connections, run, dataSource, database, clock, written).step(repository, transactions);
        return new JobBuilder("contact-import", repository)
                .start(stage)
                .on("COMPLETED")
                .to(plan)
                .from(stage)
                .on("*")
                .to(report)
                .from(plan)
                .on("COMPLETED")
                .to(merge)
                .from(plan)
                .on("*")
                .to(report)
                .from(merge)
                .on("*")
                .to(stragglers)
                .from(stragglers)
                .on("*")
                .to(report)
                .end()
                .build();
    }

    /** The run came to nothing, or its report could not be made: the exception says which. */
    private RuntimeException withoutReport(RunScope run, List<Throwable> failures) {
        for (Throwable failure : failures) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                if (t instanceof FileFault fault) {
                    connections.apart(c -> RunTable.forget(c, run.no()));
                    return fault;
                }
                if (t instanceof ReportFault fault) {
                    return fault;
                }
            }
        }
        return new PartWay(run.id(), Trouble.sentence(failures), failures.isEmpty() ? null : failures.get(0));
    }

    static boolean isFileFault(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FileFault) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        context.close();
    }
}

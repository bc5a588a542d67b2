package contactimport.job;

import contactimport.patch.ColumnMapping;
import contactimport.report.Report;
import contactimport.report.Reports;
import contactimport.source.FileFault;
import contactimport.source.FileIdentity;
import contactimport.source.Json;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.store.RunLocks;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.Schemas;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Imports files into one database, one after the other: every file is a run, every launch a new job instance. A file whose run
 * was interrupted goes on where that stopped.
 *
 * <p>What is wrong with a file as a whole ({@link FileFault}), with the database ({@link
 * contactimport.store.DatabaseFault}) or with the report directory ({@link contactimport.report.ReportFault}) is found before
 * anything is written; so is another run that is in the way ({@link Blocked}). Not thread-safe.
 */
public final class Importer implements AutoCloseable {

    private final DataSource dataSource;
    private final Schemas schemas;
    private final Clock clock;
    private final Stop stop;
    private final AnnotationConfigApplicationContext context;
    private final Connections connections;
    private final RunJob jobs;
    private final Closing closing;
    private Consumer<String> told = words -> {};
    private DatabaseWait wait = DatabaseWait.DEFAULT;
    private Meter meter;

    /** @param database how people are told which database it is */
    public Importer(DataSource dataSource, String database, Schemas schemas, Clock clock, Stop stop) {
        this.dataSource = dataSource;
        this.schemas = schemas;
        this.clock = clock;
        this.stop = stop;
        meter = new Meter(clock);
        context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", DataSource.class, () -> dataSource, d -> d.setDestroyMethodName(""));
        context.register(BatchConfiguration.class);
        context.refresh();
        JdbcTransactionManager transactions = context.getBean(JdbcTransactionManager.class);
        connections = new Connections(dataSource, transactions);
        jobs = new RunJob(
                context.getBean(JobOperator.class),
                context.getBean(JobRepository.class),
                transactions,
                connections,
                dataSource,
                database,
                clock);
        closing = new Closing(connections, dataSource, database, clock);
    }

    /** Whoever should know what happens before the first line is read: a run that is resumed, waited for, closed. */
    public Importer telling(Consumer<String> whom) {
        told = whom;
        return this;
    }

    /** How long a run waits for its database. */
    public Importer waiting(DatabaseWait forDatabase) {
        wait = forDatabase;
        return this;
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

    /** From now on the steps tell this meter how far they are. */
    public Importer watchedBy(Meter watching) {
        meter = watching;
        return this;
    }

    /** Imports one file, as nobody is in the way. */
    public Result run(Path file, ImportSettings settings) {
        return run(ImportFile.of(file), settings, Launching.DEFAULT);
    }

    /**
     * Imports one file, or goes on with its run if that was interrupted.
     *
     * @throws Blocked if another run is in the way
     * @throws PartWay if the database is away for longer than it is waited for
     */
    public Result run(ImportFile file, ImportSettings settings, Launching how) {
        Outages outages = new Outages(wait, clock, stop, told);
        return outages.through(() -> once(file, settings, how, outages));
    }

    private Result once(ImportFile file, ImportSettings settings, Launching how, Outages outages) {
        SourceOptions options = new SourceOptions(settings.format(), settings.maxRecordBytes());
        FileIdentity identity = file.check(options);
        try (Source source = file.open(options)) {
            ColumnMapping.of(source.header(), settings.rules());
            Ground ground = Ground.find(connections, schemas, settings);
            String json = SettingsJson.of(settings, source.format());
            String fingerprint = RunIds.fingerprint(identity.sha256(), json);
            return locked(how, settings.reportDir(), (locks, gate) -> {
                gate.file(fingerprint);
                Optional<Result> done = outages.run().flatMap(id -> jobs.completed(id, settings));
                if (done.isPresent()) {
                    return done.get();
                }
                Launch launch = Launch.of(connections.here(c -> RunState.ofContent(c, identity.sha256())), fingerprint);
                RunState run = goOn(launch.resumed(), gate, ground, settings, how);
                if (run == null) {
                    run = begin(file, identity, source, settings, json, fingerprint, gate, ground, launch.repeated());
                } else if (!Objects.equals(run.path(), file.absolute())) {
                    moved(run, file);
                }
                locks.name(run.id());
                return launch(new RunScope(run, source, settings, ground, gate, stop, meter), file, outages);
            });
        }
    }

    @FunctionalInterface
    private interface Turn<R> {
        R with(RunLocks locks, Gate gate) throws SQLException;
    }

    private <R> R locked(Launching how, Path reportDir, Turn<R> turn) {
        try (RunLocks locks = RunLocks.open(dataSource)) {
            Consumer<RunState> close = run -> closing.close(run, reportDir);
            return turn.with(locks, new Gate(connections, locks, how, stop, clock, told, close));
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
    }

    /** Takes the run over; null when there is none, or when it was overtaken and is closed for that. */
    private @Nullable RunState goOn(
            @Nullable RunState run, Gate gate, Ground ground, ImportSettings settings, Launching how) {
        if (run == null) {
            return null;
        }
        Set<Long> accounts = run.accounts();
        if (how.supersede()
                && !connections
                        .here(c -> RunState.laterThan(c, run.no(), accounts))
                        .isEmpty()) {
            closing.close(run, settings.reportDir());
            return null;
        }
        gate.accounts(run.no(), run.id(), accounts.isEmpty() ? ground.accounts(settings.rules()) : accounts);
        Reports.prepare(settings.reportDir(), run.id());
        long line = connections.here(run::firstUndecided);
        told.accept("resuming run " + run.id() + (line > 0 ? " at line " + line : ": only its report is missing"));
        AtomicInteger epoch = new AtomicInteger();
        connections.apart(c -> epoch.set(RunTable.launch(c, run.no())));
        return state(run.id());
    }

    private RunState begin(
            ImportFile file,
            FileIdentity identity,
            Source source,
            ImportSettings settings,
            String json,
            String fingerprint,
            Gate gate,
            Ground ground,
            @Nullable RunState repeated) {
        String id = RunIds.next(clock.instant());
        Set<Long> accounts = ground.accounts(settings.rules());
        gate.accounts(Long.MAX_VALUE, id, accounts);
        if (repeated != null) {
            told.accept("the content of " + identity.name() + " was imported before, by run " + repeated.id()
                    + (repeated.finishedAt() == null ? "" : ", finished at " + repeated.finishedAt()));
        }
        Reports.prepare(settings.reportDir(), id);
        RunTable.NewRun run = new RunTable.NewRun(
                id,
                identity.name(),
                identity.size(),
                identity.sha256(),
                source.format().name().toLowerCase(Locale.ROOT),
                Json.write(source.header().names()),
                json,
                fingerprint,
                file.absolute(),
                file.spooled(),
                accounts,
                null);
        connections.here(c -> RunTable.create(c, run));
        return state(id);
    }

    private Result launch(RunScope run, @Nullable ImportFile file, Outages outages) {
        Result result = jobs.launch(run, outages);
        if (file != null && !stillNeeded(result.report().run().status())) {
            file.drop();
        }
        return result;
    }

    private static boolean stillNeeded(String status) {
        return !status.startsWith("completed") && !status.equals("guarded");
    }

    /** The file that the run was begun with is of no use any more: this one is. */
    private void moved(RunState run, ImportFile file) {
        if (run.path() != null) {
            new ImportFile(Path.of(run.path()), run.fileName(), run.spooled()).drop();
        }
        connections.apart(c -> RunTable.moved(c, run.no(), file.absolute(), file.spooled()));
    }

    private RunState state(String id) {
        return connections.here(c -> RunState.find(c, id)).orElseThrow();
    }

    @Override
    public void close() {
        context.close();
    }
}

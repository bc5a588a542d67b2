package contactimport.job;

import contactimport.report.Report;
import contactimport.report.ReportPlace;
import contactimport.source.FileFault;
import contactimport.store.Schemas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
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
        return run(file, settings, how, Correcting.AS_THE_FILE_SAYS);
    }

    /**
     * The same; a file whose lines name the run that rejected them is imported with that run's settings, as its correction.
     *
     * @throws RunFault if that run is not there, or is not the one that is meant
     */
    public Result run(ImportFile file, ImportSettings settings, Launching how, Correcting correcting) {
        return launcher(how, settings.reports()).run(file, settings, correcting);
    }

    /**
     * Goes on with a run that failed or was interrupted, with its own settings; its file is only needed if it was not read to its
     * end.
     *
     * @param run its id, or {@code last}
     * @param beside what cannot change an outcome: threads, report directory …
     * @throws Blocked if another run is in the way
     * @throws PartWay if the database is away for longer than it is waited for
     * @throws RunFault if there is no such run, or nothing is left of it
     */
    public Result rerun(String run, ImportSettings beside, Launching how) {
        return launcher(how, beside.reports()).rerun(run, beside);
    }

    /**
     * Closes a run for good: what it did stays, what it did not do is given up.
     *
     * @param run its id, or {@code last}
     * @throws Blocked if it is at work
     * @throws RunFault if there is no such run, or it is completed
     */
    public Report abandon(String run, ReportPlace reports) {
        return launcher(Launching.DEFAULT, reports).abandon(run);
    }

    private Launcher launcher(Launching how, ReportPlace reports) {
        Outages outages = new Outages(wait, clock, stop, told);
        return new Launcher(
                dataSource, schemas, connections, jobs, how, stop, clock, told, closing, reports, meter, outages);
    }

    @Override
    public void close() {
        context.close();
    }
}

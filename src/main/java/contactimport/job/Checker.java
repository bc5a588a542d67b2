package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Rules;
import contactimport.patch.ColumnMapping;
import contactimport.patch.MappingText;
import contactimport.report.Report;
import contactimport.report.ReportFault;
import contactimport.report.Reports;
import contactimport.source.FileFault;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.source.SourceRow;
import contactimport.store.DatabaseFault;
import contactimport.store.InboxTable;
import contactimport.store.Mirror;
import contactimport.store.OneSession;
import contactimport.store.Platform;
import contactimport.store.References;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.Sequences;
import contactimport.store.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Says what an import of a file would do, and does nothing. It is that import: the same steps with the same statements, in one
 * session in which temporary tables have the names of ours and of the platform's. So it leaves nothing behind, however it ends,
 * waits for nobody and holds nobody up. Not thread-safe.
 */
public final class Checker {

    private final Target target;
    private final Clock clock;
    private final Stop stop;
    private Consumer<String> told = words -> {};

    public Checker(Target target, Clock clock, Stop stop) {
        this.target = target;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Checks one file. {@code meter} is told how far it is. What {@link Importer#run} refuses as a whole is refused here too.
     *
     * @throws DatabaseFault also if the session is lost: nothing was changed
     */
    public Importer.Result check(
            ImportFile file, ImportSettings settings, Correcting correcting, CheckSettings how, Meter meter) {
        // An ordinary file that is of no use needs no database to be told so.
        FileIdentity known = file.runsNamed(settings.source()).isEmpty() ? file.check(settings.source()) : null;
        try (OneSession session = OneSession.open(target);
                Batch batch = new Batch(session)) {
            Corrected.Reading reading = Corrected.read(batch.connections(), file, known, settings, correcting);
            Corrected of = reading.of();
            ownTables(batch.connections(), of);
            ImportSettings own = reading.settings();
            FileIdentity read = reading.identity();
            try (Source source = file.open(read.detected(), own)) {
                ColumnMapping.of(source.header(), own.rules(), own.columns());
                show(file, read, own);
                String json = Corrected.recorded(of, SettingsJson.of(own, source.format()));
                String fingerprint = RunIds.fingerprint(read.sha256(), json);
                Beginning begun = new Beginning(file, read, source, json, fingerprint, of);
                return launch(new CheckJob(batch, session, target, clock, how), begin(batch, begun, own, meter));
            }
        } catch (DatabaseTrouble | TransactionException | DataAccessException e) {
            throw partWay(Trouble.sentence(e), e);
        }
    }

    /** Whoever should see how columns are taken. */
    public Checker telling(Consumer<String> whom) {
        told = whom;
        return this;
    }

    private void show(ImportFile file, FileIdentity identity, ImportSettings settings) {
        if (settings.columns().mapping() == null) {
            return;
        }
        List<SourceRow> first = new ArrayList<>();
        try (Source head = file.open(identity.detected(), settings)) {
            for (SourceRow row = head.next(); row != null && first.size() < MappingText.MOST_ROWS; row = head.next()) {
                first.add(row);
            }
            told.accept("columns as they will be taken, with the first rows: "
                    + MappingText.of(head.header(), settings.rules(), settings.columns(), first)
                            .stripTrailing());
        }
    }

    /** No import needs the file: what was kept of stdin is deleted. */
    public void drop(ImportFile file) {
        file.drop();
    }

    private void ownTables(Connections connections, @Nullable Corrected of) {
        Mirror mirror = new Mirror(target.schemas());
        connections.apart(mirror::ownTables);
        if (of != null) {
            connections.apart(c -> mirror.past(c, of.run().no()));
        }
    }

    private RunScope begin(Batch batch, Beginning of, ImportSettings settings, Meter meter) {
        Connections connections = batch.connections();
        Ground ground = ground(connections, settings);
        String id = RunIds.next(clock.instant());
        Reports.prepare(settings.reports(), id);
        // In a transaction, where the session makes sure that it is itself: this must not meet the real table.
        connections.apart(c -> RunTable.reading(c, RunTable.create(c, of.run(id, Set.of())), of.reading()));
        RunState state = connections.here(c -> RunState.find(c, id)).orElseThrow();
        return new RunScope(state, of.source(), settings, ground, null, stop, meter, false);
    }

    private Ground ground(Connections connections, ImportSettings settings) {
        Platform platform = connections.here(c -> Platform.detect(c, target.schemas()));
        if (settings.rules().onConflict() == Rules.OnConflict.MERGE) {
            connections.here(c -> References.toRepoint(c, target.schemas(), settings.references()));
        }
        if (settings.rules().upserts()) {
            connections.apart(Sequences::look);
        }
        // References that we do not know would be re-pointed in the platform's own tables: no line's outcome depends on
        // them.
        return new Ground(platform, connections.here(InboxTable::load), List.of());
    }

    private static Importer.Result launch(CheckJob check, RunScope run) {
        AtomicReference<Report> report = new AtomicReference<>();
        List<Throwable> failures = failures(check, run, report);
        for (Throwable failure : failures) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                if (t instanceof FileFault || t instanceof ReportFault) {
                    throw (RuntimeException) t;
                }
            }
        }
        if (report.get() == null) {
            throw partWay(
                    Trouble.sentence(failures),
                    failures.isEmpty() ? new IllegalStateException("no failure is known") : failures.get(0));
        }
        List<String> trouble = new ArrayList<>(Trouble.sentences(failures));
        run.stop().cause().map(Stop.Cause::sentence).ifPresent(trouble::add);
        return new Importer.Result(requireNonNull(report.get()), trouble);
    }

    private static DatabaseFault partWay(String why, Throwable cause) {
        return new DatabaseFault(
                "the check ended part way: " + why + ". Nothing was changed; check the file again", cause);
    }

    private static List<Throwable> failures(CheckJob check, RunScope run, AtomicReference<Report> report) {
        try {
            JobExecution execution = check.batch()
                    .operator()
                    .start(
                            check.job(run, report),
                            new JobParametersBuilder()
                                    .addString("run", run.id())
                                    .toJobParameters());
            return execution.getAllFailureExceptions();
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job could not be launched", e);
        }
    }
}

package contactimport.job;

import contactimport.report.Report;
import contactimport.report.Reports;
import contactimport.report.RunInfo;
import contactimport.report.SummaryJson;
import contactimport.source.Json;
import contactimport.store.DatabaseFault;
import contactimport.store.Ending;
import contactimport.store.PastRun;
import contactimport.store.Platform;
import contactimport.store.Reference;
import contactimport.store.References;
import contactimport.store.RunLocks;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.Schemas;
import contactimport.store.StagedRows;
import contactimport.store.UndoPlan;
import contactimport.store.UndoTable;
import contactimport.store.UndoTable.Undone;
import contactimport.store.Undoing;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Undoes runs: an undo is a run of its own, whose lines are the entries of another run's ledger. It is staged, planned, worked
 * off partition by partition, proved and reported as an import is, and the same undo again resumes one that was interrupted.
 * A run that is not finished is closed first. Not thread-safe.
 */
public final class Undo {

    /** Before the id of the undone run: what stands for the content of a file. */
    private static final String UNDO = "undo ";

    private final DataSource dataSource;
    private final String database;
    private final Schemas schemas;
    private final Clock clock;
    private final Stop stop;
    private final Connections connections;
    private final Consumer<String> told;
    private Meter meter;

    /**
     * @param database how people are told which database it is
     * @param told what the operator should know meanwhile
     */
    public Undo(
            DataSource dataSource, String database, Schemas schemas, Clock clock, Stop stop, Consumer<String> told) {
        this.dataSource = dataSource;
        this.database = database;
        this.schemas = schemas;
        this.clock = clock;
        this.stop = stop;
        this.told = told;
        meter = new Meter(clock);
        connections = new Connections(dataSource, new JdbcTransactionManager(dataSource));
    }

    /** From now on the steps tell this meter how far they are. */
    public Undo watchedBy(Meter watching) {
        meter = watching;
        return this;
    }

    /**
     * @param id of the run to undo, or {@code last}
     * @throws DatabaseFault if there is no such run, or its ledger is gone
     * @throws Blocked if a run is in the way
     */
    public Importer.Result run(String id, UndoSettings settings) {
        PastRun past = connections
                .here(c -> PastRun.find(c, id))
                .orElseThrow(() -> new DatabaseFault("there is no run " + id + " in the database " + database));
        Undone undone = connections.here(c -> UndoTable.undone(c, past.no()));
        requireLedger(past, undone);
        Platform platform = connections.here(c -> Platform.detect(c, schemas));
        List<Reference> references = connections.here(c -> References.ofUndo(c, schemas, undone.no()));
        String json = settings.json(past.id());
        String fingerprint = RunIds.fingerprint(UNDO + past.id(), json);
        try (RunLocks locks = RunLocks.open(dataSource)) {
            Gate gate = gate(locks, settings);
            gate.file(fingerprint);
            close(past.id(), gate, settings);
            RunState run = launched(past, fingerprint, json, gate, settings);
            locks.name(run.id());
            return undo(
                    run,
                    undone,
                    new Undoing(run.no(), undone.no(), settings.part().only(), settings.check(), platform, references),
                    gate,
                    settings);
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
    }

    /** @throws RunFault if the run is an undo, which has no file to be run again */
    static void requireImport(RunState run) {
        if (run.sha256().startsWith(UNDO)) {
            throw RunFault.undo(run.id(), run.sha256().substring(UNDO.length()));
        }
    }

    private Gate gate(RunLocks locks, UndoSettings settings) {
        // A later run is no hindrance: what it changed is not what the undone run left, and is kept.
        Launching how = new Launching(
                settings.how().supersede(),
                settings.how().patience(),
                settings.how().allowPublication(),
                true);
        Closing closing = new Closing(connections, dataSource, database, clock);
        return new Gate(connections, locks, how, stop, clock, told, run -> closing.close(run, settings.reports()));
    }

    /** A run whose ledger was purged says so; one that changed nothing has nothing to undo, which is no fault. */
    private static void requireLedger(PastRun past, Undone undone) {
        if (undone.isPurged()) {
            throw purged(past);
        }
        String summary = past.summary();
        if (!undone.hasEntries() && summary != null) {
            Map<String, @Nullable Object> counts = Json.readObject(summary);
            boolean wrote = List.of("updated", "created", "merged").stream()
                    .anyMatch(name -> counts.get(name) instanceof BigDecimal n && n.signum() > 0);
            if (wrote) {
                throw purged(past);
            }
        }
    }

    private static DatabaseFault purged(PastRun past) {
        return new DatabaseFault(
                "run " + past.id() + " cannot be undone: what it changed has been purged from the ledger,"
                        + " where it is kept for as long as contact-import.retention says");
    }

    private void close(String id, Gate gate, UndoSettings settings) {
        RunState state = connections.here(c -> RunState.find(c, id)).orElseThrow();
        if (state.isUnfinished() && !settings.check()) {
            gate.file(state.fingerprint());
            told.accept("closing run " + id + ", which was not finished: it can be undone, never resumed");
            new Closing(connections, dataSource, database, clock).close(state, settings.reports());
        }
    }

    private RunState launched(PastRun past, String fingerprint, String json, Gate gate, UndoSettings settings) {
        String content = UNDO + past.id();
        RunState resumed = settings.check()
                ? null
                : Launch.of(connections.here(c -> RunState.ofContent(c, content)), fingerprint)
                        .resumed();
        if (resumed != null) {
            told.accept("resuming the undo, run " + resumed.id());
            gate.accounts(resumed.no(), resumed.id(), resumed.accounts());
            Reports.prepare(settings.reports(), resumed.id());
            connections.apart(c -> RunTable.launch(c, resumed.no()));
            return state(resumed.id());
        }
        String id = RunIds.next(
                clock.instant(),
                taken -> connections.here(c -> RunState.find(c, taken)).isPresent());
        Reports.prepare(settings.reports(), id);
        String name = (settings.check() ? "check of an undo of " : "undo of ") + past.id();
        meter.begin(Progress.Phase.STAGE);
        UndoTable.NewUndo undo = new UndoTable.NewUndo(id, name, json, fingerprint, content);
        connections.apart(c -> {
            long no = UndoTable.create(c, undo, past.no(), settings.part());
            RunState staged = state(c, id);
            meter.staged(RunTable.border(c, no, staged.epoch()).records());
            if (!settings.check()) {
                gate.accounts(no, id, staged.accounts());
            }
        });
        return state(id);
    }

    private RunState state(String id) {
        return connections.here(c -> state(c, id));
    }

    private static RunState state(java.sql.Connection c, String id) throws SQLException {
        return RunState.find(c, id).orElseThrow();
    }

    private Importer.Result undo(RunState run, Undone undone, Undoing undoing, Gate gate, UndoSettings settings) {
        if (!run.planDone()) {
            meter.begin(Progress.Phase.PLAN);
            connections.apart(c ->
                    UndoPlan.make(c, run.no(), run.epoch(), undone.no(), !undone.backwards(), settings.partitions()));
        }
        gate.requireLocks();
        UndoParts parts =
                new UndoParts(connections, undoing, undone.backwards(), run.epoch(), settings, stop, gate, meter);
        List<Throwable> failures = parts.run();
        UndoReport report = new UndoReport(connections, dataSource, database, clock);
        Report written = report.write(run, failures, stop, meter, settings.reports());
        connections.apart(c -> {
            if (settings.check()) {
                RunTable.forget(c, run.no());
            } else {
                RunInfo info = written.run();
                String error = failures.isEmpty() ? null : String.join("; ", Trouble.sentences(failures));
                RunTable.finish(
                        c,
                        run.no(),
                        run.epoch(),
                        new Ending(info.status(), info.exitCode(), SummaryJson.of(written), error, info.ended()));
                if (written.run().status().startsWith("completed")) {
                    StagedRows.drop(c);
                }
            }
        });
        return new Importer.Result(written, Trouble.sentences(failures));
    }
}

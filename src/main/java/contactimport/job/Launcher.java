package contactimport.job;

import contactimport.patch.ColumnMapping;
import contactimport.report.Report;
import contactimport.report.ReportPlace;
import contactimport.report.Reports;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.store.RunLocks;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.Schemas;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Decides, under the locks, whether a run begins, goes on or is closed, and launches it. */
final class Launcher {

    private final DataSource dataSource;
    private final Schemas schemas;
    private final Connections connections;
    private final RunJob jobs;
    private final Launching how;
    private final Stop stop;
    private final Clock clock;
    private final Consumer<String> told;
    private final Closing closing;
    private final ReportPlace reports;
    private final Meter meter;
    private final Outages outages;

    Launcher(
            DataSource dataSource,
            Schemas schemas,
            Connections connections,
            RunJob jobs,
            Launching how,
            Stop stop,
            Clock clock,
            Consumer<String> told,
            Closing closing,
            ReportPlace reports,
            Meter meter,
            Outages outages) {
        this.dataSource = dataSource;
        this.schemas = schemas;
        this.connections = connections;
        this.jobs = jobs;
        this.how = how;
        this.stop = stop;
        this.clock = clock;
        this.told = told;
        this.closing = closing;
        this.reports = reports;
        this.meter = meter;
        this.outages = outages;
    }

    Importer.Result run(ImportFile file, ImportSettings settings, Correcting correcting) {
        try {
            return outages.through(() -> through(file, settings, correcting));
        } finally {
            file.dropUnlessOfARun(connections);
        }
    }

    private Importer.Result through(ImportFile file, ImportSettings settings, Correcting correcting) {
        Corrected.Reading read = Corrected.read(connections, file, null, settings, correcting);
        return imported(file, read.identity(), read.settings(), read.of());
    }

    /** @param corrected the run whose rejects the file holds, and whose settings these are */
    private Importer.Result imported(
            ImportFile file, FileIdentity identity, ImportSettings settings, @Nullable Corrected corrected) {
        try (Source source = file.open(identity.detected(), settings)) {
            ColumnMapping.of(source.header(), settings.rules(), settings.columns());
            Ground ground = ground(settings);
            String json = Corrected.recorded(corrected, SettingsJson.of(settings, source.format()));
            String fingerprint = RunIds.fingerprint(identity.sha256(), json);
            return locked((locks, gate) -> {
                gate.file(fingerprint);
                Optional<Importer.Result> done = outages.run().flatMap(id -> jobs.completed(id, settings));
                if (done.isPresent()) {
                    return done.get();
                }
                Launch launch = Launch.of(connections.here(c -> RunState.ofContent(c, identity.sha256())), fingerprint);
                RunState run = launch.resumed();
                if (run != null && isOvertaken(run) && how.supersede()) {
                    closing.close(run, reports);
                    run = null;
                }
                RunState taken = run == null
                        ? begin(
                                new Beginning(file, identity, source, json, fingerprint, corrected),
                                settings,
                                gate,
                                ground,
                                launch)
                        : goOn(run, gate, ground, settings);
                if (!Objects.equals(taken.path(), file.absolute())) {
                    moved(taken, file);
                }
                return launch(
                        locks, new RunScope(taken, source, settings, ground, gate, stop, meter, how.newerWins()), file);
            });
        }
    }

    Importer.Result rerun(String id, ImportSettings beside) {
        return outages.through(() -> outages.run()
                .flatMap(run -> jobs.completed(run, beside))
                .orElseGet(() -> again(outages.run().orElse(id), beside)));
    }

    private Importer.Result again(String id, ImportSettings beside) {
        RunState found = unfinished(id);
        Undo.requireImport(found);
        return locked((locks, gate) -> {
            gate.file(found.fingerprint());
            RunState run = unfinished(found.id());
            ImportSettings settings = SettingsJson.restore(run.settings(), beside);
            Ground ground = ground(settings);
            ImportFile file = ImportFile.of(run);
            try (Source source = run.stageDone() ? null : file.reopen(run, settings)) {
                RunState taken = goOn(run, gate, ground, settings);
                return launch(
                        locks, new RunScope(taken, source, settings, ground, gate, stop, meter, how.newerWins()), file);
            }
        });
    }

    Report abandon(String id) {
        RunState found = unfinished(id);
        return locked((locks, gate) -> {
            gate.file(found.fingerprint());
            return closing.close(unfinished(found.id()), reports);
        });
    }

    private Ground ground(ImportSettings settings) {
        return Ground.find(dataSource, connections, schemas, settings, how);
    }

    private RunState unfinished(String id) {
        RunState run = connections.here(c -> RunState.find(c, id)).orElseThrow(() -> RunFault.unknown(id));
        if (!run.isUnfinished()) {
            throw RunFault.ended(run.id(), run.status());
        }
        return run;
    }

    @FunctionalInterface
    private interface Turn<R> {
        R with(RunLocks locks, Gate gate) throws SQLException;
    }

    private <R> R locked(Turn<R> turn) {
        try (RunLocks locks = RunLocks.open(dataSource)) {
            return turn.with(
                    locks, new Gate(connections, locks, how, stop, clock, told, run -> closing.close(run, reports)));
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
    }

    private boolean isOvertaken(RunState run) {
        List<String> later = connections.here(c -> RunState.laterThan(c, run.no(), run.accounts()));
        return !later.isEmpty();
    }

    /** Takes the run over. */
    private RunState goOn(RunState run, Gate gate, Ground ground, ImportSettings settings) {
        Set<Long> accounts = run.accounts().isEmpty() ? ground.accounts(settings.rules()) : run.accounts();
        gate.accounts(run.no(), run.id(), accounts);
        Reports.prepare(settings.reports(), run.id());
        long line = connections.here(run::firstUndecided);
        told.accept("resuming run " + run.id() + (line > 0 ? " at line " + line : ": only its report is missing"));
        AtomicInteger epoch = new AtomicInteger();
        connections.apart(c -> epoch.set(RunTable.launch(c, run.no())));
        return state(run.id());
    }

    private RunState begin(Beginning of, ImportSettings settings, Gate gate, Ground ground, Launch launch) {
        String id = RunIds.next(
                clock.instant(),
                taken -> connections.here(c -> RunState.find(c, taken)).isPresent());
        Set<Long> accounts = ground.accounts(settings.rules());
        gate.accounts(Long.MAX_VALUE, id, accounts);
        launch.repeats(of.identity().name()).ifPresent(told);
        if (of.corrected() != null) {
            of.corrected().announce(told);
        }
        Reports.prepare(settings.reports(), id);
        long no = connections.here(c -> RunTable.create(c, of.run(id, accounts)));
        connections.apart(c -> RunTable.reading(c, no, of.reading()));
        return state(id);
    }

    private Importer.Result launch(RunLocks locks, RunScope run, ImportFile file) throws SQLException {
        locks.name(run.id());
        Importer.Result result = jobs.launch(run, outages);
        if (!stillNeeded(result.report().run().status())) {
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
            ImportFile.of(run).drop();
        }
        connections.apart(c -> RunTable.moved(c, run.no(), file.absolute(), file.spooled()));
    }

    private RunState state(String id) {
        return connections.here(c -> RunState.find(c, id)).orElseThrow();
    }
}

package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.patch.ImportMarks;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.source.SourceRow;
import contactimport.store.PastRun;
import contactimport.store.RunState;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The run whose corrected rejects a file holds. The file is imported with that run's settings. */
record Corrected(RunState run, boolean overNewer) {

    Corrected {
        requireNonNull(run);
    }

    /**
     * How a file is read.
     *
     * @param settings of the operator, or of the run whose rejects it holds
     * @param of null if it is an ordinary file
     */
    record Reading(
            FileIdentity identity,
            ImportSettings settings,
            @Nullable Corrected of) {}

    /**
     * Rejects are written with the delimiter and the quotes of the run's file, and can only be read with them: so the run that the
     * file seems to name is asked first.
     *
     * @throws RunFault if it names several runs, or one that is not there any more, or not the one that is asked for
     */
    static Reading read(
            Connections connections,
            ImportFile file,
            @Nullable FileIdentity known,
            ImportSettings settings,
            Correcting correcting) {
        String seems = known == null ? file.runNamed(settings.source()) : null;
        PastRun past = seems == null
                ? null
                : connections.here(c -> PastRun.find(c, seems)).orElse(null);
        if (past != null && !past.purged()) {
            Corrected of = new Corrected(connections.here(c -> RunState.byNo(c, past.no())), correcting.overNewer());
            ImportSettings own = of.settings(settings);
            FileIdentity identity = file.check(own.source());
            if (runOf(file, identity, own) != null) {
                return new Reading(identity, own, find(connections, file, identity, own, correcting));
            }
        }
        FileIdentity identity = known == null ? file.check(settings.source()) : known;
        Corrected of = find(connections, file, identity, settings, correcting);
        ImportSettings own = of == null ? settings : of.settings(settings);
        return new Reading(of == null ? identity : file.check(own.source()), own, of);
    }

    private static @Nullable Corrected find(
            Connections connections,
            ImportFile file,
            FileIdentity identity,
            ImportSettings settings,
            Correcting correcting) {
        String named = runOf(file, identity, settings);
        String wanted = correcting.run();
        if (named == null) {
            if (wanted != null) {
                throw RunFault.noRejects(wanted, file.name());
            }
            return null;
        }
        PastRun past = find(connections, named, file);
        if (wanted != null
                && !connections
                        .here(c -> PastRun.find(c, wanted))
                        .orElseThrow(() -> RunFault.unknown(wanted))
                        .id()
                        .equals(past.id())) {
            throw RunFault.rejectsOfAnother(file.name(), past.id());
        }
        return new Corrected(connections.here(c -> RunState.byNo(c, past.no())), correcting.overNewer());
    }

    private static PastRun find(Connections connections, String id, ImportFile file) {
        PastRun run = id.equals("last")
                ? null
                : connections.here(c -> PastRun.find(c, id)).orElse(null);
        if (run == null) {
            throw RunFault.rejectsOfNobody(file.name());
        }
        if (run.purged()) {
            throw RunFault.rejectsPurged(file.name(), run.id());
        }
        return run;
    }

    /** The one run that the lines name; null when none does. In JSON Lines the first line says whether any will. */
    private static @Nullable String runOf(ImportFile file, FileIdentity identity, ImportSettings settings) {
        TreeSet<String> runs = new TreeSet<>();
        try (Source source = file.open(identity.detected(), settings)) {
            ImportMarks marks = ImportMarks.of(source.header());
            boolean any = !marks.isWithoutRun();
            for (SourceRow row = any ? source.next() : null; row != null; row = source.next()) {
                String run = row.record().fold(marks::run, reasons -> null);
                if (run != null) {
                    runs.add(run);
                } else if (isOrdinary(source, row) && runs.isEmpty()) {
                    break;
                }
            }
        }
        if (runs.size() > 1) {
            throw RunFault.rejectsOfSeveral(file.name(), runs.first(), runs.last());
        }
        return runs.isEmpty() ? null : runs.first();
    }

    private static boolean isOrdinary(Source source, SourceRow row) {
        return source.header().names().isEmpty() && row.record().fold(record -> true, reasons -> false);
    }

    /** The rules of that run, with what cannot change an outcome of these settings. */
    ImportSettings settings(ImportSettings given) {
        return SettingsJson.restore(run.settings(), given);
    }

    void announce(Consumer<String> told) {
        told.accept("correcting rejects of run " + run.id() + ", with its settings");
    }

    /** The settings for the record and the fingerprint: of an ordinary file, as they are. */
    static String recorded(@Nullable Corrected corrected, String json) {
        return corrected == null ? json : SettingsJson.correcting(json, corrected.run.id(), corrected.overNewer);
    }
}

package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.patch.ImportMarks;
import contactimport.source.FileFault;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.source.SourceRow;
import contactimport.store.PastRun;
import contactimport.store.RunState;
import java.util.List;
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
     * Rejects are written with the delimiter and the quotes of the run's file, and can only be read with them: so they are read as a run
     * that the file seems to name would read them, and if that is the run that their lines then name, so it is.
     *
     * @param known of a file that seems to name no run; null: not looked at yet
     * @throws RunFault if it names several runs, or one that is not there any more, or not the one that is asked for
     */
    static Reading read(
            Connections connections,
            ImportFile file,
            @Nullable FileIdentity known,
            ImportSettings settings,
            Correcting correcting) {
        FileFault unreadable = null;
        for (String seems : known == null ? file.runsNamed(settings.source()) : List.<String>of()) {
            RunState run = connections.here(c -> RunState.find(c, seems)).orElse(null);
            try {
                Reading read = run == null ? null : asOf(run, connections, file, settings, correcting);
                if (read != null) {
                    return read;
                }
            } catch (FileFault e) {
                unreadable = e; // not its file, or one that was spoilt
            }
        }
        FileIdentity identity = known == null ? file.check(settings.source()) : known;
        String named = runOf(file, identity, settings);
        if (named == null && unreadable != null) {
            throw unreadable;
        }
        if (named == null && correcting.run() != null) {
            throw RunFault.noRejects(correcting.run(), file.name());
        }
        if (named == null) {
            return new Reading(identity, settings, null);
        }
        Corrected of = of(connections, file, named, correcting);
        ImportSettings own = of.settings(settings);
        return new Reading(file.check(own.source()), own, of);
    }

    /** Null if the lines, read as the run read its own, do not name it. */
    private static @Nullable Reading asOf(
            RunState run, Connections connections, ImportFile file, ImportSettings settings, Correcting correcting) {
        ImportSettings own = SettingsJson.restore(run.settings(), settings);
        FileIdentity identity = file.check(own.source());
        return run.id().equals(runOf(file, identity, own))
                ? new Reading(identity, own, of(connections, file, run.id(), correcting))
                : null;
    }

    private static Corrected of(Connections connections, ImportFile file, String named, Correcting correcting) {
        PastRun past = find(connections, named, file);
        String wanted = correcting.run();
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

package contactimport.cli;

import contactimport.store.Corrections;
import contactimport.store.DatabaseFault;
import contactimport.store.PastRun;
import contactimport.store.RunLocks;
import contactimport.store.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What commands about runs have in common: which run is meant, and what an operator does about it next. */
final class PastRuns {

    private PastRuns() {}

    /** @throws UsageFault if there is no such run */
    static PastRun find(Database database, String id) {
        return read(database, c -> PastRun.find(c, id))
                .orElseThrow(() -> new UsageFault("there is no run " + id + " in the database " + database.name()
                        + "; the command runs lists those that there are"));
    }

    /** @throws UsageFault if the run is there, but its ledger is not */
    static PastRun findWhole(Database database, String id) {
        PastRun run = find(database, id);
        if (run.purged()) {
            throw new UsageFault(
                    "the ledger of run " + run.id() + " was purged: only its counts are left (command show)");
        }
        return run;
    }

    /** @throws DatabaseFault if our tables cannot be read */
    static <R> R read(Database database, Database.Work<R> reading) {
        return database.doing(reading, "the runs in the database " + database.name() + " cannot be read");
    }

    /** Whether somebody works on it at this moment: a process that dies loses its locks, and leaves the status as it was. */
    static boolean isAlive(Database database, PastRun run) {
        return run.status().equals("running")
                && read(
                        database,
                        c -> RunState.find(c, run.id())
                                .map(state -> RunLocks.ofFingerprint(state.fingerprint()))
                                .map(key -> held(c, key))
                                .orElse(false));
    }

    private static boolean held(Connection c, long key) {
        try {
            return RunLocks.holderOf(c, key) != null;
        } catch (SQLException e) {
            throw new DatabaseFault("the locks cannot be read (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    /**
     * Sentences, each with the command to type.
     *
     * @param alive whether somebody works on the run at this moment
     * @param corrections what became of its rejects
     */
    static List<String> next(PastRun run, boolean alive, Corrections corrections) {
        String id = run.id();
        return switch (run.status()) {
            case "running" ->
                !alive
                        ? List.of(again(id))
                        : List.of("contact-import stop " + id + " ends it cleanly at the next chunk's border.");
            case "completed_with_rejects" -> run.purged() ? List.of() : rejects(id, corrections);
            case "guarded" -> List.of("correct the file, or allow what the guard has stopped, and import it again.");
            case "interrupted", "failed" -> List.of(again(id));
            default -> List.of();
        };
    }

    private static List<String> rejects(String id, Corrections corrections) {
        List<String> runs = corrections.runs();
        return runs.isEmpty()
                ? List.of("correct the rejected lines and import that file: contact-import rerun " + id
                        + " --rejects reports/" + id + "/rejected.csv (or .jsonl; contact-import report " + id
                        + " writes it again).")
                : List.of("contact-import show " + runs.get(runs.size() - 1)
                        + " tells of the last of these corrections.");
    }

    private static String again(String id) {
        return "give the same command again, or contact-import rerun " + id + ": it goes on where this run stopped.";
    }
}

package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed as {@code kill -9} does, in every step, again and again, and what comes of the import is what an
 * undisturbed one comes to. Six kills; {@code mvn -Pkill verify} does hundreds.
 */
@ExtendWith(PostgresExtension.class)
class KillsIT {

    private static final int FEW = 6;
    private static final int KILLS = Integer.getInteger("kill.kills", FEW);
    private static final long SEED = Long.getLong("kill.seed", 1);
    /** Then an import may come to its end, and another one begins. */
    private static final int MOST_IN_ONE_IMPORT = 16;

    private static final Workload LOAD = new Workload(300, 2_000);

    @TempDir
    Path dir;

    private QuickStart program;

    /** Where a kill is aimed at: true as soon as the run has come there, in the launch that will be killed. */
    private enum Aim {
        BEGINNING("select true", 300),
        STAGE("select exists (select from contact_import.run where records > 0)", 20),
        PLAN("select exists (select from contact_import.run where stage_done)", 120),
        MERGE(
                "select coalesce((select sum(position) from contact_import.partition), 0) > %d"
                        + " or (select exists (select from contact_import.partition)"
                        + " and not exists (select from contact_import.partition where status <> 'done'))",
                20),
        REPORT(
                "select exists (select from contact_import.partition)"
                        + " and not exists (select from contact_import.partition where status <> 'done')",
                100);

        private final String reached;
        private final int longestMillis;

        Aim(String reached, int longestMillis) {
            this.reached = reached;
            this.longestMillis = longestMillis;
        }
    }

    @Test
    void a_run_that_is_killed_again_and_again_comes_to_what_an_undisturbed_one_comes_to(@Fresh TestDatabase reference)
            throws Exception {
        program = new QuickStart(dir);
        LOAD.into(reference);
        Path file = LOAD.file(dir);
        Workload.Outcome undisturbed = undisturbed(reference, file);
        Random random = new Random(SEED);
        Map<Aim, Integer> aims = new EnumMap<>(Aim.class);
        // A process may be quicker than the kill that was meant for it: then the next import is killed there.
        for (int kills = 0, imports = 1; kills < KILLS || aims.size() < Aim.values().length; imports++) {
            try (TestDatabase db = LOAD.into(PostgresExtension.newDatabase())) {
                int most = Math.max(1, Math.min(KILLS - kills, MOST_IN_ONE_IMPORT));
                int inThisOne = killUntilDone(db, file, random, aims, most);
                assertThat(Workload.outcome(db))
                        .as("import " + imports + " after " + inThisOne + " kills, " + (kills + inThisOne)
                                + " altogether; -Dkill.seed=" + SEED)
                        .isEqualTo(undisturbed);
                kills += inThisOne;
                if (KILLS > FEW) {
                    System.err.println(kills + " kills in " + imports + " imports: " + aims);
                }
            }
        }
    }

    private Workload.Outcome undisturbed(TestDatabase db, Path file) throws Exception {
        assertThat(process(db, file).waitFor()).as(said()).isEqualTo(Verdict.WITH_REJECTS);
        return Workload.outcome(db);
    }

    /** @return how often it was killed before it came to its end */
    private int killUntilDone(TestDatabase db, Path file, Random random, Map<Aim, Integer> aims, int most)
            throws Exception {
        int kills = 0;
        while (!isDone(db)) {
            Aim aim = aim(db, random, aims, kills == most - 1);
            Process process = process(db, file);
            if (kills < most && reached(aim, db, random, process)) {
                process.destroyForcibly();
                process.waitFor();
                aims.merge(aim, 1, Integer::sum);
                kills++;
            } else {
                assertThat(process.waitFor()).as(said()).isEqualTo(Verdict.WITH_REJECTS);
            }
        }
        return kills;
    }

    /** A step that the run can still come to; first those that no kill has been aimed at. */
    private static Aim aim(TestDatabase db, Random random, Map<Aim, Integer> aims, boolean last) {
        if (last && !aims.containsKey(Aim.REPORT)) {
            return Aim.REPORT;
        }
        List<Aim> possible = new ArrayList<>(List.of(Aim.MERGE));
        if (!(Boolean) db.value("select exists (select from contact_import.run where stage_done)")) {
            possible = new ArrayList<>(List.of(Aim.BEGINNING, Aim.STAGE, Aim.PLAN));
        } else if (!(Boolean) db.value("select exists (select from contact_import.run where plan_done)")) {
            possible = new ArrayList<>(List.of(Aim.PLAN, Aim.MERGE));
        } else if (last || (Boolean) db.value("select sum(position) > sum(rows) * 0.8 from contact_import.partition")) {
            possible = new ArrayList<>(List.of(Aim.REPORT));
        }
        List<Aim> untried = new ArrayList<>(possible);
        untried.removeAll(aims.keySet());
        return untried.isEmpty() ? possible.get(random.nextInt(possible.size())) : untried.get(0);
    }

    /** Polls until the run has come there, and a random moment more; false if it ends before. */
    private static boolean reached(Aim aim, TestDatabase db, Random random, Process process) {
        Object from = db.value("select coalesce(sum(position), 0) from contact_import.partition");
        long target = ((Number) from).longValue() + random.nextInt(250);
        Object epoch = db.value("select coalesce(max(epoch), 0) from contact_import.run");
        String reached = "select exists (select from contact_import.run where epoch > " + epoch + ") and ("
                + String.format(aim.reached, target) + ") from pg_sleep(0.005)";
        while (!(Boolean) db.value(reached)) {
            if (!process.isAlive()) {
                return false;
            }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(aim.longestMillis)));
        return process.isAlive();
    }

    /** One that was killed after its last commit is done, too. */
    private static boolean isDone(TestDatabase db) {
        return (Boolean) db.value("select exists (select from contact_import.run where status like 'completed%')");
    }

    private Process process(TestDatabase db, Path file) throws IOException {
        return program.start(
                dir.resolve("said"),
                List.of(
                        "import",
                        "--mode=upsert",
                        "--on-conflict=merge",
                        "--threads=3",
                        "--chunk=40",
                        // The server may not have noticed yet that the process before is dead.
                        "--wait=1m",
                        "--report-dir=" + dir.resolve("reports"),
                        "--db-url=" + db.url(),
                        "--db-user=" + db.target().user(),
                        file.toString()));
    }

    private String said() throws IOException {
        return Files.readString(dir.resolve("said"));
    }
}

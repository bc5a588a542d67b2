package contactimport.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long an application's session waits for its own updates of random contacts while every contact is imported. */
final class Beside {

    private static final long PAUSE_MS = 10;

    private Beside() {}

    static void run(BenchServer server, String seeded, Path scratch, long lines, PrintStream out) throws Exception {
        Path file = scratch.resolve("lines.csv");
        Workload.EVERYTHING.write(file, lines);
        String database = server.copyOf(seeded);
        AtomicBoolean done = new AtomicBoolean();
        List<Double> waits = Collections.synchronizedList(new ArrayList<>());
        Thread application = new Thread(() -> application(server, database, lines, done, waits));
        application.start();
        Measured import_ = Launched.ours(scratch, false).run(server, database, Workload.EVERYTHING, file, lines);
        done.set(true);
        application.join();
        server.drop(database);
        List<Double> sorted = waits.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%nBeside an import of %,d changing lines (%.1f s), %,d updates of an application: median %.1f ms, p99 %.1f ms,"
                        + " maximum %.1f ms%n",
                lines,
                import_.seconds(),
                sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.floor(part * sorted.size())));
    }

    private static void application(
            BenchServer server, String database, long contacts, AtomicBoolean done, List<Double> waits) {
        SplittableRandom random = new SplittableRandom(7);
        try (Connection c = server.connect(database);
                PreparedStatement update = c.prepareStatement(
                        "update contacts set last_activity_at = now(), name = name || '' where id = ?")) {
            while (!done.get()) {
                update.setLong(1, 1 + random.nextLong(contacts));
                long start = System.nanoTime();
                update.executeUpdate();
                waits.add((System.nanoTime() - start) / 1e6);
                Thread.sleep(PAUSE_MS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

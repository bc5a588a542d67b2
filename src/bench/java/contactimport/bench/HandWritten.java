package contactimport.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * The best SQL we could write by hand: {@code COPY} into a table, then set-based statements in one or more sessions. It has no
 * outcome per line, no restart, no ledger and no report.
 *
 * @param tuned with a long pending list of the trigram index and memory for it, as any role may set
 */
record HandWritten(int sessions, boolean tuned) implements Contender {

    @Override
    public String name() {
        return "SQL by hand, " + sessions + (sessions == 1 ? " session" : " sessions") + (tuned ? ", tuned" : "");
    }

    @Override
    public boolean knows(Workload workload) {
        return true;
    }

    @Override
    public long mostLines() {
        return Long.MAX_VALUE;
    }

    @Override
    public Measured run(BenchServer server, String database, Workload workload, Path file, long lines) throws Exception {
        long start = System.nanoTime();
        stage(server, database, file);
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int part = 0; part < sessions; part++) {
                int own = part;
                parts.add(() -> work(server, database, workload, own));
            }
            for (Future<Void> done : threads.invokeAll(parts)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        // It commits once, at its end.
        return new Measured(lines, seconds, workload == Workload.NOTHING ? -1 : seconds, 0, 0);
    }

    private static void stage(BenchServer server, String database, Path file) throws SQLException, IOException {
        try (Connection c = server.connect(database);
                Statement s = c.createStatement();
                Reader reader = Files.newBufferedReader(file)) {
            c.setAutoCommit(false);
            s.execute(BenchServer.script("stage.sql"));
            new CopyManager(c.unwrap(BaseConnection.class))
                    .copyIn(
                            "copy bench_stage (inbox, source_id, identifier, email, name, phone, plan, seats)"
                                    + " from stdin (format csv, header)",
                            reader);
            s.execute("analyze bench_stage");
            c.commit();
        }
    }

    private Void work(BenchServer server, String database, Workload workload, int part) throws SQLException, IOException {
        try (Connection c = server.connect(database);
                Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.execute("set jit = off");
            if (tuned) {
                s.execute("set gin_pending_list_limit = '32MB'");
                s.execute("set work_mem = '128MB'");
            }
            for (String script : workload.scripts()) {
                // Blocks of lines, so that lines that share a key are in one session.
                s.execute(BenchServer.script(script).replace(":part", "(line - 1) / 1000 % " + sessions + " = " + part));
            }
            c.commit();
        }
        return null;
    }
}

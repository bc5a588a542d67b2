package contactimport.job;

import com.zaxxer.hikari.HikariDataSource;
import contactimport.TestDatabase;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.patch.MappingChoice;
import contactimport.report.ReportPlace;
import contactimport.source.SourceOptions;
import contactimport.store.References;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import contactimport.store.Sessions;
import contactimport.store.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * One import that is made to fail: with sessions of its own, in a thread of its own, so that a test can do something else to the
 * same database while the import waits for it. One partition and one thread unless a test says otherwise.
 */
final class Trial implements AutoCloseable {

    private static final Duration NEVER = Duration.ofMinutes(3);

    private final TestDatabase db;
    private final Path dir;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Target target;
    private Duration lockTimeout = NEVER;
    private int attempts = 5;
    private IntConsumer beforeAttempt = attempt -> {};
    private int pauses;
    private int threads = 1;
    private int chunk = 2_000;
    private int partitions = 1;
    private Map<String, References.Treatment> references = Map.of();
    private Allowance maxRejects = Allowance.ANY;
    private Rules.Mode mode = Rules.Mode.UPDATE;
    private Rules.OnConflict onConflict = Rules.OnConflict.REJECT;
    private Effort effort = Effort.USUAL;
    private Duration wait = Duration.ofMinutes(2);
    private Launching how = Launching.DEFAULT;
    private Stop stop = new Stop();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private Trial(TestDatabase db, Path dir) {
        this.db = db;
        this.dir = dir;
        target = db.target();
    }

    static Trial of(TestDatabase db, Path dir) {
        return new Trial(db, dir);
    }

    Trial lockTimeout(Duration timeout) {
        lockTimeout = timeout;
        return this;
    }

    /** What is done instead of waiting, before the second attempt, the third … of any chunk. */
    Trial attempts(int most, IntConsumer before) {
        attempts = most;
        beforeAttempt = before;
        return this;
    }

    Trial parallel(int howManyThreads, int howManyPartitions, int rowsInAChunk) {
        threads = howManyThreads;
        partitions = howManyPartitions;
        chunk = rowsInAChunk;
        return this;
    }

    Trial rules(Rules.Mode of, Rules.OnConflict on) {
        mode = of;
        onConflict = on;
        return this;
    }

    Trial effort(Effort of) {
        effort = of;
        return this;
    }

    Trial target(Target other) {
        target = other;
        return this;
    }

    Trial maxRejects(Allowance most) {
        maxRejects = most;
        return this;
    }

    Trial launching(Launching as) {
        how = as;
        return this;
    }

    /** Who may end the imports of this trial. */
    Trial stoppedBy(Stop whom) {
        stop = whom;
        return this;
    }

    /** How long the import waits for a database that is away. */
    Trial waiting(Duration forDatabase) {
        wait = forDatabase;
        return this;
    }

    /** What the operator was told before the first line was read. */
    List<String> told() {
        return told;
    }

    /** What an absorption does with columns that point to contacts and that are not the platform's own. */
    Trial references(Map<String, References.Treatment> treatments) {
        references = treatments;
        return this;
    }

    Trial as(String role) {
        target = new Target(target.url(), role, null, target.name());
        return this;
    }

    /** Begins the import of a file of these columns beside {@code inbox_identifier}. */
    Future<Importer.Result> start(String columns, List<String> lines) {
        return thread.submit(() -> run(columns, lines));
    }

    Path file(String columns, List<String> lines) {
        StringBuilder csv =
                new StringBuilder("inbox_identifier,").append(columns).append('\n');
        lines.forEach(line -> csv.append("demo-lantern-crm,").append(line).append('\n'));
        try {
            return Files.writeString(dir.resolve("trial.csv"), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Importer.Result run(String columns, List<String> lines) {
        return run(file(columns, lines));
    }

    Future<Importer.Result> start(Path file) {
        return thread.submit(() -> run(file));
    }

    Importer.Result run(Path file) {
        try (HikariDataSource pool = Sessions.open(target, threads + 3, lockTimeout)) {
            pool.setConnectionTimeout(1_000);
            try (Importer importer = new Importer(pool, db.name(), Schemas.DEFAULT, Clock.systemUTC(), stop)) {
                return importer.telling(told::add)
                        .waiting(new DatabaseWait(wait, 50, Thread::sleep))
                        .run(ImportFile.of(file), settings(), how);
            }
        }
    }

    ImportSettings settings() {
        Rules d = Rules.defaults(mode);
        Rules rules = new Rules(
                mode,
                MatchKey.defaults(mode),
                onConflict,
                d.identifier(),
                d.hmac(),
                d.hmacBind(),
                d.trim(),
                d.inbox(),
                d.account());
        Retry retry = new Retry(attempts, 1, millis -> beforeAttempt.accept(++pauses));
        return new ImportSettings(
                rules,
                MappingChoice.NONE,
                new SourceOptions(null, 1 << 20),
                threads,
                chunk,
                partitions,
                ReportPlace.of(dir.resolve("reports")),
                Allowance.NONE,
                maxRejects,
                Waived.NONE,
                Feed.NONE,
                references,
                retry,
                effort);
    }

    /** Polls until a session of the import waits for a lock; fails if the import ends without having waited. */
    void untilItWaits(Future<?> running) {
        until(running, """
                exists (select from pg_stat_activity where datname = current_database()
                    and application_name = 'contact-import' and wait_event_type = 'Lock')""");
    }

    /** The same with a gate. */
    void untilAtTheGate(Future<?> running) {
        until(running, Gates.SOMEBODY_WAITS);
    }

    void until(Future<?> running, String condition) {
        while (!(Boolean) db.value("select " + condition + " from pg_sleep(0.01)")) {
            if (running.isDone()) {
                throw new AssertionError("the import ended before " + condition + ": " + resultOf(running));
            }
        }
    }

    static void begin(Connection agent, String statement) throws SQLException {
        agent.setAutoCommit(false);
        execute(agent, statement);
    }

    static void execute(Connection agent, String statement) {
        try (var s = agent.createStatement()) {
            s.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Of a transaction that may have been committed already. */
    static void commit(Connection agent) {
        try {
            agent.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static <R> R resultOf(Future<R> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** What every line came to that was not left unchanged: {@code updated}, {@code rejected CONFLICT_EMAIL} … */
    static Map<Long, String> outcomes(TestDatabase db, Importer.Result result) {
        Map<Long, String> outcomes = new TreeMap<>();
        db.sql(
                        "select line, outcome, codes from contact_import.ledger where run_no = ?",
                        result.report().run().no())
                .forEach(e -> outcomes.put(
                        (Long) e.get("line"), e.get("outcome") + (e.get("codes") == null ? "" : " " + e.get("codes"))));
        return outcomes;
    }

    /** Contacts 1001, 1002 … named {@code Person n}, linked to the inbox of the CRM as {@code p-1}, {@code p-2} … */
    static void people(TestDatabase db, int count) {
        db.withPeople();
        db.sql("insert into contacts (id, account_id, name, created_at, updated_at) select 1000 + n, 1, 'Person ' || n,"
                + " '2026-01-01', '2026-01-01' from generate_series(1, " + count + ") n");
        db.sql(
                "insert into contact_inboxes (id, contact_id, inbox_id, source_id, created_at, updated_at) select 1000 + n,"
                        + " 1000 + n, 2, 'p-' || n, '2026-01-01', '2026-01-01' from generate_series(1, " + count
                        + ") n");
        db.newIdsBehind(100000);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

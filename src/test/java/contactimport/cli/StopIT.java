package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An import in a process of its own is looked at, and ended, from outside. Its chunks wait at a gate that the test opens. */
@ExtendWith(PostgresExtension.class)
@Timeout(120)
class StopIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Ten in each of 32 partitions. */
    private static final int LINES = 320;

    @TempDir
    Path dir;

    @Test
    void stop_ends_a_run_of_another_process_at_the_next_border_and_show_tells_how_far_it_is(@Fresh TestDatabase db)
            throws Exception {
        people(db);
        CliFixture cli = new CliFixture(dir).with(db.target());
        try (Connection keeper = gate(db);
                OtherProcess running = start(db)) {
            untilItWaits(db, running);
            JsonNode shown = JSON.readTree(cli.run("show", "last", "--json").out());
            assertThat(shown.get("status").stringValue()).isEqualTo("running");
            assertThat(shown.at("/counts/read").intValue()).isEqualTo(LINES);
            assertThat(shown.at("/stage/done").booleanValue()).isTrue();
            assertThat(shown.at("/merge/rows").intValue()).isEqualTo(LINES);
            assertThat(shown.at("/merge/position").intValue()).isZero();
            assertThat(cli.run("runs").out()).contains("running").contains("people.csv");

            assertThat(cli.run("stop", "last").exit()).isZero();
            assertThat(cli.run("show", "last").out()).contains("was asked to stop");
            keeper.close();
            assertThat(running.exit()).as(running.err()).isEqualTo(5);
            assertThat(running.err()).contains("it was asked to stop");
        }
        JsonNode shown = JSON.readTree(cli.run("show", "last", "--json").out());
        assertThat(shown.get("status").stringValue()).isEqualTo("interrupted");
        assertThat(shown.get("exit_code").intValue()).isEqualTo(5);
        assertThat(shown.at("/counts/updated").intValue()).isEqualTo(10);
        assertThat(shown.at("/counts/failed").intValue()).isEqualTo(LINES - 10);
        assertThat(shown.at("/merge/percent").doubleValue()).isEqualTo(3.1);
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(10L);
        assertThat(cli.run("stop", "last").exit()).isEqualTo(2);
        try (OtherProcess again = start(db)) {
            // Whoever was asked to stop was the launch before: this one is not concerned.
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.err()).contains("resuming run");
        }
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo((long) LINES);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_the_run_at_the_next_border_with_its_own_exit_code(
            String signal, int exit, @Fresh TestDatabase db) throws Exception {
        assumeTrue(signal.equals("TERM") || interrupts(), IGNORED);
        people(db);
        try (Connection keeper = gate(db);
                OtherProcess running = start(db)) {
            untilItWaits(db, running);
            running.signal(signal);
            keeper.close();
            assertThat(running.exit()).as(running.err()).isEqualTo(exit);
            assertThat(running.err()).contains("interrupted part way");
            assertThat(JSON.readTree(running.out()).get("resumable").booleanValue())
                    .isTrue();
            assertThat(JSON.readTree(running.out()).get("exit_code").intValue()).isEqualTo(exit);
        }
        assertThat(db.sql("select status, exit_code from contact_import.run"))
                .containsExactly(Map.of("status", "interrupted", "exit_code", exit));
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(10L);
    }

    @Test
    void a_second_signal_does_not_wait(@Fresh TestDatabase db) throws Exception {
        assumeTrue(interrupts(), IGNORED);
        people(db);
        try (Connection keeper = gate(db);
                OtherProcess running = start(db)) {
            untilItWaits(db, running);
            running.signal("INT");
            // The first one has arrived when the second is sent: else the two would be one.
            running.signal("TERM");
            assertThat(running.exit()).isIn(130, 143);
            assertThat(keeper.isClosed()).isFalse();
        }
        CliFixture cli = new CliFixture(dir).with(db.target());
        assertThat(cli.run("show", "last").out())
                .contains("its process is gone")
                .contains("give the same command again");
        assertThat(cli.run("stop", "last").err()).contains("its process is gone");
        assertThat(db.value("select status from contact_import.run")).isEqualTo("running");
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(0L);
    }

    @Test
    void show_of_the_embedded_database_works_from_a_second_process() throws Exception {
        Path home = dir.resolve("home");
        Path file = Files.writeString(
                dir.resolve("demo.csv"),
                "inbox_identifier,contact_identifier,name\ndemo-lantern-crm,demo-crm-bruno,Bruno T.\n");
        String[] where = {"--home", home.toString()};
        try (EmbeddedDatabase embedded = EmbeddedDatabase.open(home);
                Connection c = DriverManager.getConnection(
                        embedded.target().url(),
                        embedded.target().user(),
                        embedded.target().password());
                Connection keeper = DriverManager.getConnection(
                        embedded.target().url(),
                        embedded.target().user(),
                        embedded.target().password())) {
            GATE.lines().forEach(statement -> execute(c, statement));
            execute(keeper, "select pg_advisory_lock(4711)");
            try (OtherProcess running = OtherProcess.start(
                    dir, Map.of(), "import", where[0], where[1], "--report-dir=" + dir, file.toString())) {
                while (!waits(c)) {
                    assertThat(running.isAlive()).as(running.err()).isTrue();
                }
                try (OtherProcess show =
                        OtherProcess.start(dir, Map.of(), "show", "last", "--json", where[0], where[1])) {
                    assertThat(show.exit()).as(show.err()).isZero();
                    assertThat(JSON.readTree(show.out()).get("status").stringValue())
                            .isEqualTo("running");
                }
                keeper.close();
                assertThat(running.exit()).as(running.err()).isZero();
            }
        }
    }

    private OtherProcess start(TestDatabase db) throws Exception {
        Path file = Files.writeString(
                dir.resolve("people.csv"),
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(n -> "demo-lantern-crm,p-" + n + ",N" + n + "\n")
                        .collect(Collectors.joining("", "inbox_identifier,contact_identifier,name\n", "")));
        return OtherProcess.start(
                dir,
                Map.of(
                        "SPRING_DATASOURCE_URL", db.url(),
                        "SPRING_DATASOURCE_USERNAME", db.target().user()),
                "import",
                "--json",
                "--chunk=10",
                "--threads=1",
                "--report-dir=" + dir.resolve("reports"),
                file.toString());
    }

    private static final String IGNORED =
            "these tests were started with SIGINT ignored, as shells do in the background, and so is every process of theirs";

    private static boolean interrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                || Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .noneMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    /** Contacts 1001, 1002 … linked to the inbox of the CRM as p-1, p-2 …. */
    private static void people(TestDatabase db) {
        db.withPeople();
        db.sql("insert into contacts (id, account_id, name, created_at, updated_at) select 1000 + n, 1,"
                + " 'Person ' || n, '2026-01-01', '2026-01-01' from generate_series(1, " + LINES
                + ") n");
        db.sql(
                "insert into contact_inboxes (id, contact_id, inbox_id, source_id, created_at, updated_at) select 1000 + n,"
                        + " 1000 + n, 2, 'p-' || n, '2026-01-01', '2026-01-01' from generate_series(1, " + LINES
                        + ") n");
    }

    /** No lock is waited for: whatever the load of the machine, no lock timeout ends the wait. */
    private static final String GATE = """
            create function public.gate() returns trigger language plpgsql as $$ begin while exists (select from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and l.objid = 4711 and d.datname = current_database()) loop perform pg_sleep(0.01); end loop; return new; end $$
            create trigger gate before update on contact_import.partition for each row execute function public.gate()
            """;

    /** From now on every chunk waits until the returned session is closed. */
    private static Connection gate(TestDatabase db) {
        GATE.lines().forEach(db::sql);
        Connection keeper = db.raw();
        execute(keeper, "select pg_advisory_lock(4711)");
        return keeper;
    }

    private static void untilItWaits(TestDatabase db, OtherProcess running) throws Exception {
        try (Connection c = db.raw()) {
            while (!waits(c)) {
                assertThat(running.isAlive()).as(running.err()).isTrue();
            }
        }
    }

    private static boolean waits(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet row = s.executeQuery("""
                        select exists (select from pg_stat_activity where datname = current_database()
                            and application_name = 'contact-import' and wait_event = 'PgSleep') from pg_sleep(0.01)""")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String statement) {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}

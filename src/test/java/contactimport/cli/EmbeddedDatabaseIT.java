package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    static Path parent;

    private static Path home;

    @BeforeAll
    static void make() {
        home = parent.resolve("a home, of ours");
        EmbeddedDatabase.open(home).close();
    }

    @AfterAll
    static void nothing_is_left_running() throws Exception {
        assertThat(Postmaster.of(home.resolve("data"))).isEmpty();
    }

    @Test
    void it_comes_with_the_demo_platform_and_our_schema() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThat(one(database.target(), "select count(*) from contacts where id <= 12"))
                    .isEqualTo("12");
            assertThat(one(database.target(), "select count(*) from contact_import.run"))
                    .isEqualTo("0");
        }
    }

    @Test
    void what_was_written_is_there_the_next_time_on_the_same_port_with_the_same_password() throws SQLException {
        Target first;
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            first = database.target();
            execute(
                    first,
                    "insert into contacts (name, account_id, created_at, updated_at) values ('Kept', 1, now(), now())");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThat(database.target()).isEqualTo(first);
            assertThat(one(first, "select count(*) from contacts where name = 'Kept'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void it_runs_until_the_last_user_closes_it() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.open(home);
        EmbeddedDatabase second = EmbeddedDatabase.open(home);
        first.close();
        assertThat(one(second.target(), "select 1")).isEqualTo("1");
        second.close();
        second.close();
        assertThat(Postmaster.of(home.resolve("data"))).isEmpty();
    }

    @Test
    void its_settings_are_durable_and_its_log_holds_no_value() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
                assertThat(one(database.target(), "show " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
            assertThat(one(database.target(), "show log_min_error_statement")).isEqualTo("panic");
            assertThat(one(database.target(), "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void its_password_is_for_the_owner_only_and_nobody_gets_in_without() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThatThrownBy(
                            () -> DriverManager.getConnection(database.target().url(), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
            assertThat(database.target().toString())
                    .doesNotContain(database.target().password());
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_database_are_one_line_each() throws Exception {
        Path file = Files.writeString(parent.resolve("wrong"), "guess");
        CliFixture cli = new CliFixture(parent);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            String port = database.target().url().replaceAll(".*:([0-9]+)/.*", "$1");
            String url = "postgres://postgres@localhost:" + port + "/demo";
            var wrong = cli.run("inboxes", "--db-url", url, "--db-password-file", file.toString());
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.err())
                    .isEqualTo("contact-import: the database demo on localhost:" + port
                            + " refused the password of user postgres\n");
            assertThat(cli.run("inboxes", "--db-url", url).err())
                    .contains("asks user postgres for a password and none was given")
                    .hasLineCount(1);
            var unknown = cli.with(
                            "CONTACT_IMPORT_DB_PASSWORD", database.target().password())
                    .run("inboxes", "--db-url", url.replace("/demo", "/nowhere"));
            assertThat(unknown.exit()).isEqualTo(2);
            assertThat(unknown.err())
                    .isEqualTo("contact-import: there is no database nowhere on localhost:" + port + "\n");
        }
    }

    @Test
    void a_server_that_was_killed_is_recovered() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            execute(database.target(), "create table if not exists survivor (id integer)");
            execute(database.target(), "insert into survivor values (1)");
            kill(Postmaster.of(home.resolve("data")).orElseThrow().pid());
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThat(one(database.target(), "select count(*) from survivor")).isEqualTo("1");
        }
    }

    @Test
    void a_pid_file_that_a_crash_left_and_that_names_another_process_is_seen_through() throws Exception {
        Path file = Postmaster.file(home.resolve("data"));
        List<String> stale = List.of(
                Long.toString(ProcessHandle.current().pid()),
                home.resolve("data").toString(),
                "1",
                "15432",
                "",
                "",
                "",
                "");
        Files.write(file, stale);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThat(one(database.target(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void half_a_data_directory_that_a_crash_left_is_made_again(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("data-making/base"));
        Files.createDirectories(other.resolve("postgres-unpacking/bin"));
        Files.writeString(other.resolve("data-making/PG_VERSION"), "18");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(other)) {
            assertThat(one(database.target(), "select count(*) from contacts")).isEqualTo("12");
        }
        assertThat(other.resolve("data-making")).doesNotExist();
    }

    @Test
    void a_remembered_port_that_somebody_else_has_is_given_up() throws Exception {
        int remembered = Integer.parseInt(Files.readString(home.resolve("port")));
        try (ServerSocket stranger = new ServerSocket(remembered, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedDatabase database = EmbeddedDatabase.open(home)) {
            assertThat(stranger.isBound()).isTrue();
            assertThat(database.target().url()).doesNotContain(":" + remembered + "/");
            assertThat(one(database.target(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_home_that_is_a_file_is_one_sentence(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("home"), "x");
        assertThatThrownBy(() -> EmbeddedDatabase.open(file))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("the home of the embedded PostgreSQL, " + file + ", is a file; name a directory");
    }

    @Test
    void a_lost_password_is_one_sentence() throws Exception {
        Path password = home.resolve("password");
        Path aside = Files.move(password, home.resolve("password.aside"));
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.open(home))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("password of the embedded PostgreSQL is gone");
        } finally {
            Files.move(aside, password);
            EmbeddedDatabase.open(home).close();
        }
    }

    private static void kill(long pid) throws Exception {
        Optional<ProcessHandle> postmaster = ProcessHandle.of(pid);
        postmaster.orElseThrow().destroyForcibly();
        postmaster.orElseThrow().onExit().get();
    }

    private static void execute(Target target, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static String one(Target target, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password());
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}

package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The PostgreSQL programs applied to the data directory of a home. Every method wants the start lock of the home held. */
final class PostgresServer {

    static final String USER = "postgres";

    private static final String START_SECONDS = "300";
    private static final String STOP_SECONDS = "60";

    /** Durable settings are PostgreSQL's defaults, said again so that nothing turns them off. Logs never hold a value. */
    private static final String CONFIGURATION = """

            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            log_min_error_statement = panic
            log_error_verbosity = terse
            """;

    private final Path home;
    private final PostgresBinaries binaries;

    PostgresServer(Path home, PostgresBinaries binaries) {
        this.home = home;
        this.binaries = binaries;
    }

    static Path data(Path home) {
        return home.resolve("data");
    }

    /** Makes the data directory under another name first: half of one must never be taken for a whole one. */
    void initialise(Path passwordFile) throws IOException, InterruptedException {
        Path half = home.resolve("data-making");
        Trees.delete(half);
        Output output = run(
                "initdb",
                "-D",
                half.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                // The same on every machine, whatever locales it has.
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--lc-collate=C",
                "--lc-ctype=C",
                "--lc-messages=C",
                "--lc-monetary=C",
                "--lc-numeric=C",
                "--lc-time=C");
        if (output.exit() != 0) {
            throw ServerTrouble.of(home, output.text()).asFault();
        }
        Files.writeString(half.resolve("postgresql.conf"), CONFIGURATION, StandardOpenOption.APPEND);
        Files.move(half, data(home), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts it and waits until it takes connections. */
    void start(int port) throws IOException, InterruptedException {
        Path log = home.resolve("server.log");
        Files.deleteIfExists(log);
        Output output = run(
                "pg_ctl",
                "start",
                "-D",
                data(home).toString(),
                "-l",
                log.toString(),
                "-w",
                "-t",
                START_SECONDS,
                "-o",
                "-p " + port);
        if (output.exit() != 0) {
            String said = Files.exists(log) ? Files.readString(log) : "";
            throw new StartFailed(ServerTrouble.of(home, output.text() + "\n" + said));
        }
    }

    /** Ends all sessions, waits for the last write, stops; does nothing if it does not run. */
    void stop() throws IOException, InterruptedException {
        if (Postmaster.of(data(home)).filter(Postmaster::alive).isEmpty()) {
            return;
        }
        Output output = run("pg_ctl", "stop", "-D", data(home).toString(), "-m", "fast", "-w", "-t", STOP_SECONDS);
        if (output.exit() != 0) {
            throw new DatabaseFault("the embedded PostgreSQL in " + home + " did not stop");
        }
    }

    /** What a program said and how it ended. */
    record Output(int exit, String text) {}

    private Output run(String program, String... arguments) throws IOException, InterruptedException {
        Path said = home.resolve(program + ".log");
        List<String> command = new ArrayList<>(Root.escape());
        command.add(binaries.program(program).toString());
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                // A file: the server would keep a pipe open for as long as it lives.
                .redirectOutput(said.toFile());
        // What the operator's shell says about some other PostgreSQL is not meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        int exit = builder.start().waitFor();
        return new Output(exit, Files.readString(said));
    }

    /** The server did not come up; another port may help. */
    static final class StartFailed extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient ServerTrouble trouble;

        StartFailed(ServerTrouble trouble) {
            super(trouble.sentence());
            this.trouble = trouble;
        }

        ServerTrouble trouble() {
            return trouble;
        }
    }
}

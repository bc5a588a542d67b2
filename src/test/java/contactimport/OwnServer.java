package contactimport;

import contactimport.store.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL that a test may stop, kill, start again, and copy. Its databases have the platform's tables and ours. */
public final class OwnServer implements AutoCloseable {

    private static final String TEMPLATE = "template_of_tests";
    private static final AtomicInteger CLONES = new AtomicInteger();

    private final Path data;
    private final Path bin;
    private final int port;
    private final AutoCloseable origin;
    private List<String> before = List.of();

    private OwnServer(Path data, Path bin, int port, AutoCloseable origin) {
        this.data = data;
        this.bin = bin;
        this.port = port;
        this.origin = origin;
    }

    /** @param configuration of the server, beside settings that make tests quick */
    public static OwnServer start(Map<String, String> configuration) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("wal_level", "replica")
                .setServerConfig("max_connections", "60")
                // A crash is not survived by what is only in the memory of the operating system, but that does not
                // crash here.
                .setServerConfig("fsync", "off");
        configuration.forEach(builder::setServerConfig);
        EmbeddedPostgres postgres = builder.start();
        int port = postgres.getPort();
        execute(port, "postgres", "create database " + TEMPLATE);
        TestServer.migrate(postgres.getDatabase("postgres", TEMPLATE));
        execute(port, TEMPLATE, TestServer.role());
        Path data = Path.of(value(port, "show data_directory"));
        OwnServer server = new OwnServer(data, programs(data), port, postgres);
        // The settings above were arguments of the first start.
        server.configure("fsync = off\nfull_page_writes = off\nmax_connections = 60");
        return server;
    }

    private static Path programs(Path data) throws IOException {
        return Path.of(postmaster(data).info().command().orElseThrow()).getParent();
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    public int port() {
        return port;
    }

    /** What it has said since it was started again. */
    public Path log() {
        return data.resolve("test.log");
    }

    public Path data() {
        return data;
    }

    public TestDatabase newDatabase() throws SQLException {
        String name = "own_" + CLONES.incrementAndGet();
        execute(port, "postgres", "create database " + name + " template " + TEMPLATE);
        return database(name, port);
    }

    /** A database as reached through a port: this server's, or that of a {@link Forwarder}. */
    public static TestDatabase database(String name, int through) {
        return new TestDatabase(
                new Target(url(name, through), "postgres", null, name + " on localhost:" + through), () -> {});
    }

    public static String url(String name, int through) {
        return "jdbc:postgresql://localhost:" + through + "/" + name;
    }

    /** @param mode smart, fast or immediate */
    public void stop(String mode) throws IOException, InterruptedException {
        control("stop", "-m", mode);
    }

    public void start() throws IOException, InterruptedException {
        control("start", "-o", "-p " + port, "-l", log().toString());
    }

    public void reload() throws IOException, InterruptedException {
        control("reload");
    }

    public void promote() throws IOException, InterruptedException {
        control("promote");
    }

    /** As the kernel does when memory runs out. */
    public void kill() throws IOException {
        ProcessHandle postmaster = postmaster(data);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /** Appended to the server's configuration; counts from its next start or reload on. */
    public void configure(String lines) throws IOException {
        Path file = data.resolve("postgresql.auto.conf");
        Files.writeString(file, Files.readString(file) + lines + "\n");
    }

    /** A server with a copy of the files of this one, which must not run; the copy does not run either. */
    public OwnServer copy(Path into, int itsPort) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Path copy = into.resolve(data.relativize(dir));
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(dir));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, into.resolve(data.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return new OwnServer(into, bin, itsPort, () -> {});
    }

    /** From its next start on a directory is a disk of its own to this server, of so many megabytes. */
    public void mount(Path directory, int megabytes) {
        before = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + megabytes + "m,mode=0700 tmpfs " + directory + " && exec \"$@\"",
                "sh");
    }

    private void control(String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(what[0].equals("start") ? before : List.of());
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL does not run as root.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(bin.resolve("pg_ctl").toString());
        command.addAll(List.of("-D", data.toString(), "-w", "-t", "60"));
        command.addAll(List.of(what));
        Path said = Files.createTempFile("pg_ctl", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int exit = process.waitFor();
        String text = Files.readString(said);
        Files.delete(said);
        if (exit != 0) {
            throw new IOException(String.join(" ", what) + ": " + text);
        }
    }

    private static void execute(int port, String database, String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", null);
                Statement s = c.createStatement()) {
            s.execute(statement);
        }
    }

    private static String value(int port, String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", null);
                Statement s = c.createStatement();
                var row = s.executeQuery(statement)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        if (Files.exists(data.resolve("postmaster.pid")) && postmasterLives()) {
            stop("immediate");
        }
        origin.close();
    }

    private boolean postmasterLives() {
        try {
            return postmaster(data).isAlive();
        } catch (Exception e) {
            return false;
        }
    }
}

package contactimport;

import contactimport.store.Schema;
import contactimport.store.Schemas;
import contactimport.store.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The one PostgreSQL of this JVM, with a template that has the platform's tables (empty) and ours. Stops with the JVM. */
final class TestServer {

    /** Whether the product works under the role of config/deploy/role.sql, as {@code mvn verify -Prole} wants it. */
    private static final boolean LEAST_PRIVILEGE = Boolean.getBoolean("role");

    private static final String ROLE = "contact_importer";

    private static final String TEMPLATE = "template_of_tests";

    /** Where a database is made and dropped at half the cost: some hundred small files each time. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long ROOM_IN_MEMORY = 8L << 30;

    private static final AtomicInteger CLONES = new AtomicInteger();

    private TestServer() {}

    static TestDatabase newDatabase() {
        return Server.STARTED.newClone();
    }

    /** The platform's tables, empty, and ours. */
    static void migrate(DataSource database) {
        // Version 1 is the platform's tables, version 2 the people of the demo.
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/demo")
                .table("flyway_demo")
                .target("1")
                .load()
                .migrate();
        Schema.migrate(database, Schemas.DEFAULT);
    }

    /** The same as the product is to see it. */
    static Target product(Target owner) {
        return LEAST_PRIVILEGE ? new Target(owner.url(), ROLE, null, owner.name()) : owner;
    }

    /** What is run as the owner where the product works under its role, and again after new tables; else nothing. */
    static String role() {
        try {
            return LEAST_PRIVILEGE ? Files.readString(Path.of("config/deploy/role.sql")) : "select";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Server {

        private static final Server STARTED = new Server();

        private final EmbeddedPostgres postgres;

        private Server() {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "logical")
                        // A crash of the machine is survived by nobody here.
                        .setServerConfig("fsync", "off");
                if (hasRoomInMemory()) {
                    builder.setDataDirectory(Files.createTempDirectory(MEMORY, "contact-import-tests-"));
                }
                postgres = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            run("create database " + TEMPLATE);
            migrate(postgres.getDatabase("postgres", TEMPLATE));
            runIn(TEMPLATE, role());
        }

        private static boolean hasRoomInMemory() throws IOException {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_IN_MEMORY;
        }

        private TestDatabase newClone() {
            String name = "test_" + CLONES.incrementAndGet();
            run("create database " + name + " template " + TEMPLATE + " strategy file_copy");
            // Defaults that hurt: a session of ours must not depend on what it finds.
            run("alter database " + name + " set timezone to 'Asia/Kolkata'");
            run("alter database " + name + " set default_transaction_isolation to 'repeatable read'");
            run("alter database " + name + " set datestyle to 'German'");
            run("alter database " + name + " set search_path to pg_catalog, public");
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
            Target owner = new Target(url, "postgres", null, name + " on localhost:" + postgres.getPort());
            return new TestDatabase(owner, () -> run("drop database if exists " + name + " with (force)"));
        }

        private void run(String statement) {
            runIn("postgres", statement);
        }

        private void runIn(String database, String statement) {
            try (Connection connection =
                            postgres.getDatabase("postgres", database).getConnection();
                    Statement s = connection.createStatement()) {
                s.execute(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(statement, e);
            }
        }
    }
}

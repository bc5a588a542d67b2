package contactimport.bench;

import contactimport.store.Schema;
import contactimport.store.Schemas;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of its own with durable settings and 1 GB of shared buffers. Every measurement gets a fresh copy of the seeded
 * database, so that no contender runs on what another has bloated.
 */
final class BenchServer implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final AtomicInteger copies = new AtomicInteger();

    BenchServer() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    /** A database that holds so many contacts, linked to the inbox {@code box}; zero: only the inbox. */
    String seeded(long contacts) throws SQLException, IOException {
        String name = "seed_" + contacts;
        execute("postgres", "create database " + name);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbc(name));
        source.setUser("postgres");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/demo")
                .table("flyway_demo")
                .target("1")
                .load()
                .migrate();
        Schema.migrate(source, Schemas.DEFAULT);
        execute(name, script("seed.sql"));
        people(name, contacts);
        execute(name, "vacuum analyze");
        return name;
    }

    private void people(String name, long contacts) throws SQLException, IOException {
        try (Connection c = connect(name);
                Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            CopyIn rows = c.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench_people (id, name, email, phone, identifier, source_id, city, silence) from stdin");
            for (long i = 1; i <= contacts; i++) {
                Person p = new Person(i);
                byte[] row = (i + "\t" + p.name() + "\t" + p.email() + "\t" + p.phone() + "\t" + p.identifier() + "\t"
                                + p.sourceId() + "\t" + p.city() + "\t" + p.silence() + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                rows.writeToCopy(row, 0, row.length);
            }
            rows.endCopy();
            s.execute(script("people.sql"));
            c.commit();
        }
    }

    /** A copy of it, with everything on disk. */
    String copyOf(String seeded) throws SQLException {
        String name = "work_" + copies.incrementAndGet();
        execute("postgres", "create database " + name + " template " + seeded + " strategy file_copy");
        execute("postgres", "checkpoint");
        return name;
    }

    void drop(String name) throws SQLException {
        execute("postgres", "drop database if exists " + name + " with (force)");
    }

    String jdbc(String name) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(jdbc(name), "postgres", "");
    }

    void execute(String database, String statement) throws SQLException {
        try (Connection c = connect(database);
                Statement s = c.createStatement()) {
            s.execute(statement);
        }
    }

    /** How many versions of contacts the database has counted as written so far; it counts at commit. To be asked often. */
    static long written(Connection c) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables"
                                + " where relname = 'contacts'")) {
            r.next();
            return r.getLong(1);
        }
    }

    static String script(String name) throws IOException {
        try (InputStream in = BenchServer.class.getResourceAsStream("/bench/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

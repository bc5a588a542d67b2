package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS to the database: the right server is let in, any other is refused with one line. The certificates live for this test. */
@ExtendWith(PostgresExtension.class)
class TlsIT {

    private static final char[] PASSWORD = "of no worth".toCharArray();
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    static Path dir;

    private final TestDatabase db;

    TlsIT(TestDatabase db) {
        this.db = db;
    }

    @BeforeAll
    static void serverWithACertificateForLocalhost(TestDatabase db) throws Exception {
        KeyStore ours = certificate("server");
        certificate("stranger");
        inDataDirectory(
                db,
                "server.key",
                pem("PRIVATE KEY", ours.getKey("server", PASSWORD).getEncoded()));
        inDataDirectory(db, "server.crt", Files.readString(dir.resolve("server.pem")));
        db.sql("alter system set ssl = on");
        db.sql("select pg_reload_conf()");
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (!isEncrypted(db)) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void asItWas(TestDatabase db) {
        db.sql("alter system reset ssl");
        db.sql("select pg_reload_conf()");
    }

    @Test
    void the_server_that_the_authority_vouches_for_by_its_name_is_let_in() {
        var result = doctor("localhost", "sslmode=verify-full&sslrootcert=" + dir.resolve("server.pem"));
        assertThat(result.out()).contains("ok       connection: ");
    }

    @Test
    void another_authority_another_name_and_a_missing_file_are_one_line_each() {
        assertThat(refused("localhost", "sslmode=verify-full&sslrootcert=" + dir.resolve("stranger.pem")))
                .contains("not signed by the authority of sslrootcert");
        assertThat(refused("127.0.0.1", "sslmode=verify-full&sslrootcert=" + dir.resolve("server.pem")))
                .contains("has a certificate for another host name");
        assertThat(refused("localhost", "sslmode=verify-full&sslrootcert=" + dir.resolve("none.pem")))
                .contains("the file of sslrootcert, sslcert or sslkey cannot be read");
    }

    @Test
    void the_libpq_variables_say_the_same() {
        CliFixture.Result result = new CliFixture(dir)
                .with("PGHOST", "127.0.0.1")
                .with("PGPORT", port())
                .with("PGDATABASE", db.name())
                .with("PGUSER", db.target().user())
                .with("PGSSLMODE", "verify-full")
                .with("PGSSLROOTCERT", dir.resolve("server.pem").toString())
                .run("inboxes");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("has a certificate for another host name");
    }

    private CliFixture.Result doctor(String host, String parameters) {
        return run("doctor", host, parameters);
    }

    private String refused(String host, String parameters) {
        CliFixture.Result result = run("inboxes", host, parameters);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private CliFixture.Result run(String command, String host, String parameters) {
        return new CliFixture(dir)
                .run(
                        command,
                        "--db-url",
                        "postgres://" + db.target().user() + "@" + host + ":" + port() + "/" + db.name() + "?"
                                + parameters);
    }

    private String port() {
        return db.url().replaceFirst(".*:([0-9]+)/.*", "$1");
    }

    private static boolean isEncrypted(TestDatabase db) {
        try (var connection = DriverManager.getConnection(db.url() + "?sslmode=require", "postgres", null)) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    private static KeyStore certificate(String name) throws Exception {
        Path store = dir.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Files.writeString(
                dir.resolve(name + ".pem"),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        return keys;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    /** The server reads its key only from a file that nobody else may read, so it writes that file itself. */
    private static void inDataDirectory(TestDatabase db, String name, String text) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        db.sql("copy (select '" + encoded + "') to program 'umask 077; base64 -d > " + name + "'");
    }
}

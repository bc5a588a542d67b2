package contactimport.cli;

import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether the server of a home runs, and is really the one of this home. */
final class ServerProbe {

    private static final String STARTING_OR_STOPPING = "57P03";
    private static final long PAUSE_MILLIS = 200;
    private static final int PAUSES = 1500;

    private ServerProbe() {}

    /** The port of the running server of this home, 0 when there is none; one that starts or stops is waited for. */
    static int await(Home home) throws IOException, InterruptedException {
        for (int pause = 0; pause < PAUSES; pause++) {
            Optional<Postmaster> postmaster = Postmaster.of(home.data()).filter(Postmaster::alive);
            if (postmaster.isEmpty()) {
                return 0;
            }
            int port = postmaster.get().port();
            if (port != 0 && answers(home, port)) {
                return port;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new DatabaseFault("the embedded PostgreSQL in " + home.directory()
                + " runs but takes no connections; see " + home.directory().resolve("server.log"));
    }

    static Target target(Home home, int port) throws IOException {
        return new Target(
                url(port, Demo.DATABASE),
                PostgresServer.USER,
                home.password(),
                "the embedded demo database in " + home.directory());
    }

    /** @throws DatabaseFault if somebody else's server is there */
    private static boolean answers(Home home, int port) throws IOException {
        try (Connection connection =
                        DriverManager.getConnection(url(port, "postgres"), PostgresServer.USER, home.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show data_directory")) {
            result.next();
            if (!Path.of(result.getString(1)).toRealPath().equals(home.data())) {
                throw new DatabaseFault("the PostgreSQL on port " + port + " is not the one of " + home.directory());
            }
            return true;
        } catch (SQLException e) {
            if (STARTING_OR_STOPPING.equals(e.getSQLState()) || isConnectionRefused(e)) {
                return false;
            }
            throw new DatabaseFault(
                    "the embedded PostgreSQL in " + home.directory() + " does not let us in (SQLSTATE "
                            + e.getSQLState() + ")",
                    e);
        }
    }

    private static boolean isConnectionRefused(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
    }
}

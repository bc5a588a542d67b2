package contactimport.cli;

import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that is there when no other database was named: kept in a home directory, shared by every process that uses
 * that home, stopped by the last of them. A process that is killed leaves the server running; the next one takes it over.
 *
 * <p>Several in one JVM share one, too. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Map<Path, EmbeddedDatabase> OPEN = new HashMap<>();
    private static final int PORTS_TO_TRY = 3;

    private final Home home;
    private final HomeLock lock;
    private int users = 1;
    private @Nullable Target target;

    private EmbeddedDatabase(Home home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
    }

    /**
     * The running server of a home; it is made and started if need be, with the demo platform in it.
     *
     * @throws DatabaseFault if it cannot be: no room, no right, running as root where that is impossible
     */
    public static EmbeddedDatabase open(Path directory) {
        synchronized (OPEN) {
            try {
                Home home = Home.at(directory);
                EmbeddedDatabase shared = OPEN.get(home.directory());
                if (shared != null) {
                    shared.users++;
                    return shared;
                }
                home.requireOwner();
                EmbeddedDatabase opened = start(home);
                OPEN.put(home.directory(), opened);
                return opened;
            } catch (IOException e) {
                throw fault(directory, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseFault("interrupted while starting the embedded PostgreSQL", e);
            }
        }
    }

    public Target target() {
        if (target == null) {
            throw new IllegalStateException("not started");
        }
        return target;
    }

    /** Stops the server if nobody else, here or in another process, uses it. Doing it twice is doing it once. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (users == 0) {
                return;
            }
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(home.directory());
            try (lock) {
                lock.beginChange();
                if (lock.leave()) {
                    stop(home);
                }
                lock.endChange();
            } catch (IOException e) {
                throw fault(home.directory(), e);
            } catch (InterruptedException e) {
                // The server goes on; the next process that uses this home takes it over.
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EmbeddedDatabase start(Home home) throws IOException, InterruptedException {
        HomeLock lock = new HomeLock(home.directory());
        EmbeddedDatabase database = new EmbeddedDatabase(home, lock);
        try {
            lock.beginChange();
            Target running = database.running();
            Demo.prepare(running);
            database.target = running;
            lock.use();
            lock.endChange();
            return database;
        } finally {
            if (database.target == null) {
                giveUp(home, lock);
            }
        }
    }

    /** A start that failed half way leaves no server behind, unless others use it. */
    private static void giveUp(Home home, HomeLock lock) throws IOException, InterruptedException {
        try (lock) {
            if (lock.alone() && Files.isDirectory(home.data())) {
                stop(home);
            }
        }
    }

    private static void stop(Home home) throws IOException, InterruptedException {
        new PostgresServer(home.directory(), PostgresBinaries.in(home.directory())).stop();
    }

    private Target running() throws IOException, InterruptedException {
        int port = ServerProbe.await(home);
        if (port != 0) {
            return ServerProbe.target(home, port);
        }
        PostgresBinaries binaries = unpacked();
        PostgresServer server = new PostgresServer(home.directory(), binaries);
        if (!Files.isDirectory(home.data())) {
            home.newPassword();
            server.initialise(home.passwordFile());
        }
        if (lock.alone()) {
            // Nobody uses the server and the process it names is none: what a crash left behind.
            Files.deleteIfExists(Postmaster.file(home.data()));
        }
        return ServerProbe.target(home, startOnSomePort(server));
    }

    private PostgresBinaries unpacked() throws IOException {
        if (!Files.isDirectory(home.data())) {
            home.requireRoom();
        }
        return PostgresBinaries.in(home.directory());
    }

    private int startOnSomePort(PostgresServer server) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = home.freePort();
            try {
                server.start(port);
                return port;
            } catch (PostgresServer.StartFailed e) {
                if (e.trouble().kind() != ServerTrouble.Kind.PORT_TAKEN || attempt == PORTS_TO_TRY) {
                    throw e.trouble().asFault();
                }
            }
        }
    }

    private static DatabaseFault fault(Path directory, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new DatabaseFault(
                    "the home of the embedded PostgreSQL, " + directory
                            + ", may not be used by this user; choose another with CONTACT_IMPORT_HOME",
                    e);
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return new DatabaseFault(
                    "the home of the embedded PostgreSQL, " + directory + ", cannot be used: " + file.getReason(), e);
        }
        String said = e.getMessage() == null ? "" : e.getMessage();
        return new DatabaseFault(ServerTrouble.of(directory, said).sentence(), e);
    }
}

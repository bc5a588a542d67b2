package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The files in the home directory of the embedded database that outlive a run: its password and its port. */
record Home(Path directory) {

    private static final int FIRST_PORT = 15432;
    private static final int LAST_PORT = 16431;
    private static final int PASSWORD_BYTES = 24;
    private static final long NEEDED_BYTES = 300L << 20;

    /** The directory, made if need be and closed to others. */
    static Home at(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new DatabaseFault(
                    "the home of the embedded PostgreSQL, " + absolute + ", is a file; name a directory");
        }
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, closed("rwx------"));
        }
        return new Home(absolute.toRealPath());
    }

    Path data() {
        return PostgresServer.data(directory);
    }

    /** @throws DatabaseFault if a new data directory would not fit */
    void requireRoom() throws IOException {
        if (Files.getFileStore(directory).getUsableSpace() < NEEDED_BYTES) {
            throw new DatabaseFault("the embedded PostgreSQL needs 300 MB in " + directory
                    + "; make room, or choose another home with CONTACT_IMPORT_HOME");
        }
    }

    /**
     * PostgreSQL runs only as the owner of its files, and what another user (root above all) writes beside them would lock
     * the owner out.
     *
     * @throws DatabaseFault if the data directory belongs to somebody else
     */
    void requireOwner() throws IOException {
        if (PostgresBinaries.windows() || !Files.isDirectory(data())) {
            return;
        }
        Path ours = Files.createTempFile(directory, "whoami", "");
        try {
            if (!Files.getOwner(ours).equals(Files.getOwner(data()))) {
                throw new DatabaseFault("the embedded PostgreSQL in " + directory + " belongs to user "
                        + Files.getOwner(data()).getName() + "; run as that user, or choose another home with"
                        + " CONTACT_IMPORT_HOME");
            }
        } finally {
            Files.delete(ours);
        }
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    String password() throws IOException {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (NoSuchFileException e) {
            throw new DatabaseFault("the password of the embedded PostgreSQL is gone: " + passwordFile()
                    + "; put it back, or choose another home with CONTACT_IMPORT_HOME");
        }
    }

    /** Before the data directory is made: from then on the password is never changed. */
    void newPassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        write("password", Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** The remembered port; if there is none or somebody else has it, the next free one, remembered from now on. */
    int freePort() throws IOException {
        int remembered = rememberedPort();
        if (remembered != 0 && free(remembered)) {
            return remembered;
        }
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            if (port != remembered && free(port)) {
                write("port", Integer.toString(port));
                return port;
            }
        }
        throw new DatabaseFault(
                "the embedded PostgreSQL found no free port between " + FIRST_PORT + " and " + LAST_PORT);
    }

    private int rememberedPort() throws IOException {
        try {
            return Integer.parseInt(Files.readString(directory.resolve("port")).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    private void write(String name, String text) throws IOException {
        Path half = directory.resolve(name + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, closed("rw-------"));
        Files.writeString(half, text);
        Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(!PostgresBinaries.windows());
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileAttribute<?>[] closed(String permissions) {
        return PostgresBinaries.windows()
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                };
    }
}

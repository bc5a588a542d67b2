package contactimport.cli;

import contactimport.store.DatabaseFault;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that travel in our jar, unpacked into the home directory once per version. */
final class PostgresBinaries {

    private static final int EXECUTABLE_BY_OWNER = 0100;

    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Unpacks unless that was done before. The caller holds the start lock of the home. */
    static PostgresBinaries in(Path home) throws IOException {
        byte[] archive = archive();
        Path directory = home.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(directory)) {
            Path half = home.resolve("postgres-unpacking");
            Trees.delete(half);
            unpack(archive, half);
            Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(directory);
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(windows() ? name + ".exe" : name);
    }

    static boolean windows() {
        return os().equals("Windows");
    }

    private static byte[] archive() throws IOException {
        String machine = System.getProperty("os.arch", "").replace("amd64", "x86_64");
        try (InputStream file = find(os(), machine)) {
            if (file == null) {
                throw new DatabaseFault("there is no embedded PostgreSQL for " + os() + " on " + machine
                        + "; name a database with --db-url");
            }
            return file.readAllBytes();
        }
    }

    private static @Nullable InputStream find(String os, String machine) throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(os, machine);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static String os() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.contains("win") && !name.contains("darwin")) {
            return "Windows";
        }
        return name.contains("mac") || name.contains("darwin") ? "Darwin" : "Linux";
    }

    private static String digest(byte[] archive) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sum).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive, Path into) throws IOException {
        Files.createDirectories(into);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, into);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("the archive of PostgreSQL wants to write outside its directory");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(into.resolve(entry.getLinkName()).normalize(), path, LinkOption.NOFOLLOW_LINKS);
        } else {
            Files.copy(tar, path);
        }
        if (!entry.isSymbolicLink() && (entry.getMode() & EXECUTABLE_BY_OWNER) != 0) {
            boolean done = path.toFile().setExecutable(true, true);
            if (!done && !windows()) {
                throw new IOException("cannot make " + path + " executable");
            }
        }
    }
}

package contactimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about a data directory.
 *
 * @param port 0 while the server has not said yet
 */
record Postmaster(long pid, int port) {

    private static final int PORT_LINE = 3;

    /** Empty when there is no such file, or it is not written yet. */
    static Optional<Postmaster> of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(data));
            if (lines.isEmpty() || lines.get(0).isBlank()) {
                return Optional.empty();
            }
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            return Optional.of(new Postmaster(Long.parseLong(lines.get(0).strip()), port));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException("cannot read " + file(data), e);
        }
    }

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /**
     * Whether that process still is a PostgreSQL server. After a crash its number can belong to anything, in a container
     * even to a thread of ours, and PostgreSQL itself would then refuse to start.
     */
    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(p -> p.info().command().map(Postmaster::isPostgres).orElse(true))
                .orElse(false);
    }

    private static boolean isPostgres(String command) {
        return Path.of(command).getFileName().toString().startsWith("postgres");
    }
}

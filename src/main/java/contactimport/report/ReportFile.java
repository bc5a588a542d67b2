package contactimport.report;

import contactimport.store.Utf8;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/** One file of a report. Only its owner may read it, for it holds personal data. Lines end with LF. */
final class ReportFile implements AutoCloseable {

    private final PrivateFile file;
    private final byte[] lineEnd;
    private long lines;

    ReportFile(Path directory, String name) throws IOException {
        this(directory, name, new byte[] {'\n'});
    }

    /** @param lineEnd in the encoding of the file */
    ReportFile(Path directory, String name, byte[] lineEnd) throws IOException {
        this.lineEnd = lineEnd;
        this.file = new PrivateFile(directory.resolve(name));
    }

    /** The directory of a report, made if it is not there. */
    static void directory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            // Whoever may write here could put another directory in the place of a report.
            Files.createDirectories(parent, PrivateFile.onlyForOwner(directory, "rwx------"));
        }
        try {
            Files.createDirectory(directory, PrivateFile.onlyForOwner(directory, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
            if (PrivateFile.posix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** A line that is about a line of the import. */
    void line(byte[] line) {
        text(line);
        lines++;
    }

    /** The same for a text that is not decoded. */
    void line(Utf8 line) {
        try {
            line.to(file.out());
            file.out().write(lineEnd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines++;
    }

    void line(String line) {
        line(line.getBytes(StandardCharsets.UTF_8));
    }

    void text(String text) {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Anything else, a header. */
    void text(byte[] text) {
        try {
            file.out().write(text);
            file.out().write(lineEnd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text in UTF-8 that is not made of lines about lines. */
    void write(Consumer<Writer> content) {
        try {
            Writer out = new OutputStreamWriter(file.out(), StandardCharsets.UTF_8);
            content.accept(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands before the first line. */
    void mark(byte[] mark) throws IOException {
        file.out().write(mark);
    }

    long lines() {
        return lines;
    }

    /** The file is complete: from now on it has its name. */
    void keep() throws IOException {
        file.keep();
    }

    /** There is nothing to say: no file of this name remains, not even one of an earlier report. */
    void drop() throws IOException {
        file.drop();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package contactimport.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A file as the sequence of what it holds: itself, what is packed in it, or the members of a ZIP archive. Everything streams;
 * nothing is ever unpacked to disk, so a member's path means nothing but its name. Whatever keeps the file from being read becomes
 * a {@link FileFault}.
 */
final class Packed implements Closeable {

    private static final int HEAD = 8;

    private final String name;
    private final Compression compression;
    private final @Nullable Tap tap;
    private final @Nullable ZipMembers zip;
    private final SourceOptions.Unpacking limits;
    private final long size;
    private final @Nullable InputStream closing;
    private @Nullable Member only;
    private @Nullable UnpackedStream last;
    private long unpacked;

    /** What is to be read, behind its packing. {@code name} is null if the file is not an archive. */
    record Member(@Nullable String name, InputStream in) {}

    private Packed(
            String name,
            Compression compression,
            @Nullable Tap tap,
            @Nullable Member only,
            @Nullable ZipMembers zip,
            long size,
            SourceOptions.Unpacking limits) {
        this.name = name;
        this.compression = compression;
        this.tap = tap;
        this.only = only;
        this.closing = only == null ? null : only.in();
        this.zip = zip;
        this.size = size;
        this.limits = limits;
    }

    /** @param digest is given all bytes of the file, packed as they are, by the time the last member has been read */
    static Packed open(Path file, String name, SourceOptions.Unpacking limits, @Nullable MessageDigest digest) {
        if (Files.isDirectory(file)) {
            throw new FileFault(name + " is a directory: name a file.");
        }
        if (Files.notExists(file)) {
            throw new FileFault(name + " does not exist.");
        }
        InputStream stream = null;
        try {
            stream = Files.newInputStream(file);
            Packed packed = of(stream, name, file, limits, digest);
            if (packed.tap == null) {
                stream.close();
            }
            return packed;
        } catch (IOException e) {
            throw unreadable(name, stream, e);
        } catch (FileFault e) {
            closeQuietly(stream, e);
            throw e;
        }
    }

    /** The same for a stream, which is read once: no ZIP archive. */
    static Packed of(InputStream stream, String name, SourceOptions.Unpacking limits, @Nullable MessageDigest digest) {
        try {
            return of(stream, name, null, limits, digest);
        } catch (IOException e) {
            throw new FileFault(name + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    private static Packed of(
            InputStream stream,
            String name,
            @Nullable Path file,
            SourceOptions.Unpacking limits,
            @Nullable MessageDigest digest)
            throws IOException {
        Tap tap = new Tap(stream, digest);
        BufferedInputStream in = new BufferedInputStream(tap, 1 << 16);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        if (head.length == 0) {
            throw new FileFault(name + " is empty.");
        }
        Compression compression = Compression.of(head);
        if (compression == Compression.ZIP) {
            if (file == null) {
                throw new FileFault(name + " is a ZIP archive, which cannot be read from a stream: save it as a file.");
            }
            drain(digest == null ? InputStream.nullInputStream() : in);
            Workbook book = Workbook.open(file, name, limits, Files.size(file));
            if (book != null) {
                Member sheet = book.sheet();
                return new Packed(name, Compression.XLSX, null, sheet, null, Files.size(file), limits);
            }
            ZipMembers zip = ZipMembers.open(file, name);
            return new Packed(name, compression, null, null, zip, Files.size(file), limits);
        }
        if (Bytes.startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new FileFault(name + " is a workbook of an old kind, or one with a password: save it as .xlsx without"
                    + " a password, or as CSV.");
        }
        return new Packed(name, compression, tap, new Member(null, unpack(in, compression)), null, 0, limits);
    }

    private static InputStream unpack(InputStream in, Compression compression) throws IOException {
        return switch (compression) {
            case GZIP -> new GzipStream(in);
            case ZSTD -> new ZstdStream(in);
            case NONE, ZIP, XLSX -> in;
        };
    }

    private static void drain(InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        while (in.read(chunk) > 0) {
            // only to have been seen
        }
    }

    private static FileFault unreadable(String file, @Nullable InputStream stream, IOException e) {
        String why = e instanceof AccessDeniedException
                ? ": permission denied."
                : " (" + e.getClass().getSimpleName() + ").";
        FileFault fault = new FileFault(file + " cannot be read" + why, e);
        closeQuietly(stream, fault);
        return fault;
    }

    private static void closeQuietly(@Nullable InputStream stream, FileFault fault) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    String name() {
        return name;
    }

    Compression compression() {
        return compression;
    }

    /** The next member, or null after the last. The one before has been read to its end by then. */
    @Nullable Member next() {
        if (last != null) {
            unpacked = last.total();
        }
        Member raw = zip != null ? zip.next() : one();
        if (raw == null || compression == Compression.NONE) {
            return raw;
        }
        last = new UnpackedStream(raw.in(), label(name, raw.name()), limits, this::packedBytes, unpacked);
        return new Member(raw.name(), last);
    }

    private @Nullable Member one() {
        Member member = only;
        only = null;
        return member;
    }

    private long packedBytes() {
        return tap == null ? size : tap.count();
    }

    /** Bytes of the file itself that were read; after the last member all of them. */
    long bytesRead() {
        return packedBytes();
    }

    /** How people are told where something is. */
    static String label(String file, @Nullable String member) {
        return member == null ? file : file + " (" + member + ")";
    }

    @Override
    public void close() {
        try {
            if (zip != null) {
                zip.close();
            }
            if (closing != null) {
                closing.close();
            }
        } catch (IOException e) {
            throw new FileFault(name + " cannot be closed (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}

package contactimport.source;

import contactimport.contact.Text;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The members of a ZIP archive that hold records, in their order. Directories, hidden files and what macOS adds are passed over;
 * beside them an archive of several members holds data files only, so that nothing is left out unnoticed.
 */
final class ZipMembers implements Closeable {

    private static final int MOST = 10_000;
    private static final Set<String> DATA = Set.of("csv", "tsv", "tab", "txt", "jsonl", "ndjson", "json");

    private final String name;
    private final ZipFile zip;
    private final Iterator<ZipEntry> members;

    private ZipMembers(String name, ZipFile zip, List<ZipEntry> members) {
        this.name = name;
        this.zip = zip;
        this.members = members.iterator();
    }

    static ZipMembers open(Path file, String name) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new ZipMembers(name, zip, members(name, zip));
        } catch (IOException | IllegalArgumentException e) {
            throw new FileFault(
                    name
                            + " is no whole ZIP archive: it is broken, cut off or encrypted. Copy it again, or unpack it first.",
                    e);
        } catch (FileFault e) {
            closeQuietly(zip, e);
            throw e;
        }
    }

    private static void closeQuietly(@Nullable ZipFile zip, FileFault fault) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    private static List<ZipEntry> members(String name, ZipFile zip) {
        if (zip.size() > MOST) {
            throw new FileFault(name + " holds more than " + MOST + " files: import fewer at a time.");
        }
        List<ZipEntry> members = new ArrayList<>();
        zip.stream().filter(e -> !isPassedOver(e)).forEach(members::add);
        if (members.isEmpty()) {
            throw new FileFault(name + " is an archive without a file in it.");
        }
        members.stream()
                .filter(e -> members.size() > 1 && !DATA.contains(ending(e.getName())))
                .findFirst()
                .ifPresent(e -> {
                    throw new FileFault(name + ": its member " + Text.label(e.getName())
                            + " is no CSV or JSON file by its name: remove it from the archive.");
                });
        return members;
    }

    private static boolean isPassedOver(ZipEntry entry) {
        String path = entry.getName().replace('\\', '/');
        String file = path.substring(path.lastIndexOf('/') + 1);
        return entry.isDirectory() || file.isEmpty() || file.startsWith(".") || path.startsWith("__MACOSX/");
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    Packed.@Nullable Member next() {
        if (!members.hasNext()) {
            return null;
        }
        ZipEntry entry = members.next();
        try {
            InputStream in = zip.getInputStream(entry);
            return new Packed.Member(Text.label(entry.getName()), new Whole(in, entry));
        } catch (IOException e) {
            throw new FileFault(
                    name + ": its member " + Text.label(entry.getName())
                            + " cannot be unpacked: it is encrypted or packed in a way that is not known here.",
                    e);
        }
    }

    /** At its end the size and the checksum must be those that the archive names. */
    static final class Whole extends CheckedInputStream {

        private final ZipEntry entry;
        private long size;

        Whole(InputStream in, ZipEntry entry) {
            super(in, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            size += Math.max(count, 0);
            if (count < 0 && (size != entry.getSize() || getChecksum().getValue() != entry.getCrc())) {
                throw new ZipException("the checksum differs");
            }
            return count;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

package contactimport.source;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs bytes for tests. */
final class Packs {

    private Packs() {}

    private interface Wrap {
        OutputStream around(OutputStream out) throws IOException;
    }

    static byte[] gzip(byte[] content) {
        return wrapped(content, GZIPOutputStream::new);
    }

    static byte[] zstd(byte[] content) {
        return wrapped(content, ZstdOutputStream::new);
    }

    private static byte[] wrapped(byte[] content, Wrap wrap) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = wrap.around(out)) {
            packed.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Members in the order of the map. */
    static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

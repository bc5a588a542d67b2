package contactimport.source;

import contactimport.contact.Reason;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads small inputs for tests. */
final class Reading {

    static final SourceOptions CSV = new SourceOptions(Format.CSV, 1000);
    static final SourceOptions JSONL = new SourceOptions(Format.JSONL, 1000);

    private Reading() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<SourceRow> rows(byte[] file, SourceOptions options, int window) {
        InputStream in = new ByteArrayInputStream(file);
        try (Source source = Sources.opened(Packed.of(in, "in", options.unpacking(), null), null, options, window)) {
            List<SourceRow> rows = new ArrayList<>();
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            if (source.bytesRead() != file.length) {
                throw new AssertionError("read " + source.bytesRead() + " of " + file.length + " bytes");
            }
            return rows;
        }
    }

    static List<SourceRow> csv(String text) {
        return rows(bytes(text), CSV, Frames.WINDOW);
    }

    static List<SourceRow> jsonl(String text) {
        return rows(bytes(text), JSONL, Frames.WINDOW);
    }

    /** One line a row: where it starts, and its cells, its members or its reasons. */
    static List<String> shown(List<SourceRow> rows) {
        return rows.stream().map(row -> row.line() + " " + shown(row)).toList();
    }

    static String shown(SourceRow row) {
        return row.record()
                .fold(
                        record -> record.<String>fold(Object::toString, Json::write),
                        reasons -> Reason.codes(reasons) + " " + Reason.sentences(reasons));
    }
}

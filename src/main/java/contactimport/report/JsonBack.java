package contactimport.report;

import contactimport.source.Encoding;
import contactimport.source.JsonMembers;
import contactimport.store.LedgerReader.GivenBack;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Lines given back as JSON Lines, also those of a JSON array, in the input's encoding. Every line is one JSON object.
 *
 * <p>A readable object stays as it was written, byte by byte, and gets the four import members at its end; if it has them
 * already, because it came from such a file, they are replaced. A line that could not be read cannot take members, and
 * appending to it could make it readable: it becomes an object of the four and {@code _import_raw}, the line as text (bytes
 * that are no UTF-8 show as U+FFFD). No contact patch has such a field, so it is rejected again until somebody has looked.
 *
 * <pre>
 * {"email":"x", "a":1.0} → {"email":"x", "a":1.0,"_import_run":"…","_import_line":7,"_import_code":"…","_import_reason":"…"}
 * {}                     → {"_import_run":"…",…}
 * {"email":              → {"_import_run":"…",…,"_import_raw":"{\"email\":"}
 * </pre>
 */
record JsonBack(String runId, Encoding encoding) implements LinesBack {

    static final String RAW = "_import_raw";

    @Override
    public Optional<byte[]> header() {
        return Optional.empty();
    }

    @Override
    public byte[] line(GivenBack line) {
        ImportFields fields = ImportFields.of(runId, line);
        return decoded(line.raw())
                .filter(text -> !fields.unreadable())
                .flatMap(JsonMembers::of)
                .map(object -> object.replacing(
                        ImportFields.NAMES::contains, members(fields).members()))
                .map(JsonBack::inOneLine)
                .orElseGet(() -> wrapped(fields, line.raw()))
                .transform(encoding::encode);
    }

    private String wrapped(ImportFields fields, byte[] raw) {
        return members(fields).text(RAW, encoding.decode(raw)).object();
    }

    private static JsonText members(ImportFields fields) {
        return new JsonText()
                .text("_import_run", fields.run())
                .number("_import_line", fields.line())
                .text("_import_code", fields.code())
                .text("_import_reason", fields.reason());
    }

    /** An element of a JSON array may have line ends between its members. */
    private static String inOneLine(String object) {
        return object.strip().replace('\n', ' ').replace('\r', ' ');
    }

    private Optional<String> decoded(byte[] raw) {
        try {
            return Optional.of(
                    encoding.charset().newDecoder().decode(ByteBuffer.wrap(raw)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

package contactimport.verify;

import contactimport.source.CsvCells;
import contactimport.source.CsvForm;
import contactimport.source.Encoding;
import contactimport.source.JsonMembers;

/**
 * Where a record keeps its {@code identifier_hash}. Every other byte stays.
 *
 * <pre>
 * a,"x",b  in cell 1      → a,HASH,b
 * a,b      in a new cell  → a,b,HASH     (unsigned: a,b,)
 * {"a": 1} as a member    → {"a": 1,"identifier_hash":"HASH"}
 * </pre>
 */
sealed interface HashPlace {

    String NAME = "identifier_hash";

    byte[] header(byte[] raw);

    byte[] signed(byte[] raw, String hash);

    byte[] unsigned(byte[] raw);

    /** A column that is there. */
    record Cell(int index, CsvForm form) implements HashPlace {

        @Override
        public byte[] header(byte[] raw) {
            return raw;
        }

        @Override
        public byte[] signed(byte[] raw, String hash) {
            return new CsvCells(raw, form).replacing(index, form.encoding().encode(hash));
        }

        @Override
        public byte[] unsigned(byte[] raw) {
            return raw;
        }
    }

    /**
     * A column behind the last. Every record gets one cell more, also one that cannot be read: a record with a cell too many
     * would else fit the longer header.
     */
    record NewCell(CsvForm form) implements HashPlace {

        @Override
        public byte[] header(byte[] raw) {
            return behind(raw, NAME);
        }

        @Override
        public byte[] signed(byte[] raw, String hash) {
            return behind(raw, hash);
        }

        @Override
        public byte[] unsigned(byte[] raw) {
            return behind(raw, "");
        }

        private byte[] behind(byte[] raw, String text) {
            byte[] more = form.encoding().encode(form.delimiter() + text);
            byte[] all = new byte[raw.length + more.length];
            System.arraycopy(raw, 0, all, 0, raw.length);
            System.arraycopy(more, 0, all, raw.length, more.length);
            return all;
        }
    }

    /** A member of a JSON object. */
    record Member(Encoding encoding) implements HashPlace {

        @Override
        public byte[] header(byte[] raw) {
            return raw;
        }

        @Override
        public byte[] signed(byte[] raw, String hash) {
            return JsonMembers.of(encoding.decode(raw))
                    .map(object -> encoding.encode(object.with(NAME, '"' + hash + '"')))
                    .orElseThrow(() -> new IllegalArgumentException("no JSON object"));
        }

        @Override
        public byte[] unsigned(byte[] raw) {
            return raw;
        }
    }
}

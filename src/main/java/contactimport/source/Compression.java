package contactimport.source;

import java.util.Locale;

/** How a file is packed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP,
    ZIP,
    ZSTD,
    /** A workbook, which is a ZIP archive of another kind. */
    XLSX;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Compression of(byte[] head) {
        if (Bytes.startsWith(head, 0x1F, 0x8B, 8)) {
            return GZIP;
        }
        if (Bytes.startsWith(head, 'P', 'K', 3, 4) || Bytes.startsWith(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        boolean skippable =
                head.length > 3 && (head[0] & 0xF0) == 0x50 && Bytes.startsWith(Bytes.from(head, 1), 0x2A, 0x4D, 0x18);
        return skippable || Bytes.startsWith(head, 0x28, 0xB5, 0x2F, 0xFD) ? ZSTD : NONE;
    }

    /** The name without the ending that says how the file is packed. */
    static String unpackedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : new String[] {".gz", ".gzip", ".zst", ".zip"}) {
            if (lower.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }
}

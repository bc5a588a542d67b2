package contactimport.store;

import static java.util.Objects.requireNonNull;

/** The two schemas a run works in: our own tables and the platform's. */
public record Schemas(String own, String platform) {

    public static final Schemas DEFAULT = new Schemas("contact_import", "public");

    public Schemas {
        requireNonNull(own);
        requireNonNull(platform);
        if (own.isBlank() || platform.isBlank() || own.equals(platform)) {
            throw new IllegalArgumentException("our own schema and the platform's need two different names");
        }
    }

    /** Ours first: a table of the platform that is called like one of ours must not hide it. */
    String searchPath() {
        return quoted(own) + ", " + quoted(platform);
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}

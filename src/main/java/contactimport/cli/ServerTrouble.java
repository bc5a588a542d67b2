package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Why the embedded server did not start, read from what it said.
 *
 * <pre>
 * FATAL:  could not write lock file …: No space left on device → DISK_FULL
 * LOG:  could not bind IPv4 address "127.0.0.1": Address already in use → PORT_TAKEN
 * FATAL:  database files are incompatible with server → OTHER_VERSION
 * </pre>
 */
record ServerTrouble(Kind kind, String sentence) {

    enum Kind {
        DISK_FULL("No space left on device"),
        PORT_TAKEN("Address already in use"),
        OTHER_VERSION("incompatible with server"),
        NOT_ALLOWED("Permission denied"),
        OTHER("");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    static ServerTrouble of(Path home, String said) {
        for (Kind kind : Kind.values()) {
            if (said.toLowerCase(Locale.ROOT).contains(kind.sign.toLowerCase(Locale.ROOT))) {
                return new ServerTrouble(kind, sentence(kind, home));
            }
        }
        throw new IllegalStateException("OTHER fits everything");
    }

    DatabaseFault asFault() {
        return new DatabaseFault(sentence);
    }

    private static String sentence(Kind kind, Path home) {
        String subject = "the embedded PostgreSQL in " + home;
        return switch (kind) {
            case DISK_FULL ->
                subject + " has no space left on its disk; make room, or choose another home with"
                        + " CONTACT_IMPORT_HOME";
            case PORT_TAKEN -> subject + " found no free port on 127.0.0.1; try again";
            case OTHER_VERSION ->
                subject + " was made by another version of PostgreSQL; choose another home with"
                        + " CONTACT_IMPORT_HOME";
            case NOT_ALLOWED ->
                subject + " may not use its files; run as the user they belong to, or choose another home"
                        + " with CONTACT_IMPORT_HOME";
            case OTHER -> subject + " did not start; see the .log files in " + home;
        };
    }
}

package contactimport.store;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What kept a connection from being encrypted, or from being to whom it should, read from what the driver throws. */
final class TlsTrouble {

    private static final String REFUSED = "08004";

    private TlsTrouble() {}

    /** The end of a sentence that begins with the database; empty if TLS was not the reason. */
    static Optional<String> of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        // In every language of the driver's.
        if (message.contains("HostnameVerifier")) {
            return Optional.of("has a certificate for another host name than the one it is reached by, which"
                    + " sslmode=verify-full refuses");
        }
        if (REFUSED.equals(e.getSQLState()) && message.contains("SSL")) {
            return Optional.of("offers no TLS, which sslmode asks for");
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of(
                        "has a certificate that is not signed by the authority of sslrootcert, or is not valid"
                                + " any more");
            }
            if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
                return Optional.of("cannot be checked: the file of sslrootcert, sslcert or sslkey cannot be read");
            }
        }
        return Optional.empty();
    }
}

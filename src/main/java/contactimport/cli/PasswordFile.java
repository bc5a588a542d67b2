package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret and nothing else, as container platforms mount them. */
final class PasswordFile {

    private PasswordFile() {}

    /**
     * The text of the file without the line ends behind it.
     *
     * @param from the option or variable that names the file
     * @throws DatabaseFault if it cannot be read or holds nothing
     */
    static String read(String from, Path file) {
        return read(from, file, "the password");
    }

    /** @param what must be in it */
    static String read(String from, Path file, String what) {
        try {
            String password = Files.readString(file).replaceFirst("[\r\n]+$", "");
            if (password.isEmpty()) {
                throw new DatabaseFault("the file of " + from + ", " + file + ", is empty; it must hold " + what);
            }
            return password;
        } catch (IOException e) {
            throw new DatabaseFault("the file of " + from + ", " + file + ", cannot be read", e);
        }
    }
}

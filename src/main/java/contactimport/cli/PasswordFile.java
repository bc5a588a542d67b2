package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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

    /** A secret of the environment: the variable itself, or the file that {@code …_FILE} names. Blank is not set. */
    static Optional<String> ofEnvironment(Map<String, String> variables, String variable, String what) {
        String file = variable + "_FILE";
        return value(variables, variable).or(() -> value(variables, file).map(path -> read(file, Path.of(path), what)));
    }

    private static Optional<String> value(Map<String, String> variables, String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank());
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

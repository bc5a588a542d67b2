package contactimport.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements kept in {@code src/main/resources/sql}, by name without the ending. Thread-safe. */
public final class Sql {

    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private Sql() {}

    /** @throws IllegalArgumentException if there is no such file */
    public static String named(String name) {
        return TEXTS.computeIfAbsent(name, Sql::read);
    }

    private static String read(String name) {
        try (InputStream file = Sql.class.getResourceAsStream("/sql/" + name + ".sql")) {
            if (file == null) {
                throw new IllegalArgumentException("there is no sql/" + name + ".sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package contactimport.cli;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntSupplier;

/**
 * All that a command takes from the process it runs in, so that a test can give it something else.
 *
 * @param in stdin
 * @param out results only
 * @param err everything else
 * @param variables the environment
 * @param properties the system properties
 * @param interruption tells a command that the process is to end
 * @param columns of the terminal that {@code err} is; 0 if it is none
 */
record Surroundings(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Map<String, String> variables,
        Properties properties,
        Path userHome,
        String userName,
        Interruption interruption,
        IntSupplier columns) {

    /** Without a terminal. */
    Surroundings(
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            Map<String, String> variables,
            Properties properties,
            Path userHome,
            String userName,
            Interruption interruption) {
        this(in, out, err, variables, properties, userHome, userName, interruption, () -> 0);
    }

    Surroundings {
        requireNonNull(in);
        requireNonNull(out);
        requireNonNull(err);
        variables = Map.copyOf(variables);
        requireNonNull(properties);
        requireNonNull(userHome);
        requireNonNull(userName);
        requireNonNull(interruption);
    }

    /** Those of this process. What we print is UTF-8 whatever the locale, as the report files are. */
    static Surroundings ofProcess() {
        String home = System.getenv("HOME"); // as libpq does; in a container the user may be in no list of users
        return new Surroundings(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                System.getProperties(),
                Path.of(home == null || home.isEmpty() ? System.getProperty("user.home", ".") : home),
                System.getProperty("user.name", ""),
                new Interruption(),
                () -> Terminal.columns(System.getenv()));
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** The same, but what goes to stderr goes through this, and is never a terminal's. */
    Surroundings logging(JsonLog log) {
        return new Surroundings(
                in, out, new JsonLog.Lines(log), variables, properties, userHome, userName, interruption, () -> 0);
    }

    /** The variables, and in the place of missing {@code SPRING_DATASOURCE_*} the properties of that name. */
    Map<String, String> variablesWith(Settings settings) {
        Map<String, String> all = new HashMap<>(variables);
        for (String part : List.of("url", "username", "password")) {
            String variable = "SPRING_DATASOURCE_" + part.toUpperCase(Locale.ROOT);
            String property = settings.get("spring.datasource." + part);
            if (property != null) {
                all.putIfAbsent(variable, property);
            }
        }
        return all;
    }
}

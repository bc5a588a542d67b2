package contactimport.cli;

import contactimport.store.Target;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Runs command lines in this JVM, in surroundings of its own, and records what came of them. */
public final class CliFixture {

    /** What a command did: its exit code and what it said where. */
    public record Result(int exit, String out, String err) {}

    private final Path userHome;
    private final Map<String, String> variables = new HashMap<>();
    private String input = "";

    /** Nothing is set, and {@code userHome} is empty: commands that open a database use an embedded one in it. */
    public CliFixture(Path userHome) {
        this.userHome = userHome;
        // Not the configuration of the directory that the tests happen to run in.
        variables.put("SPRING_CONFIG_LOCATION", "optional:" + userHome.toUri());
    }

    /** Commands use this database. */
    public CliFixture with(Target target) {
        variables.put("SPRING_DATASOURCE_URL", target.url());
        variables.put("SPRING_DATASOURCE_USERNAME", target.user());
        if (target.password() != null) {
            variables.put("SPRING_DATASOURCE_PASSWORD", target.password());
        }
        return this;
    }

    /** Sets a variable of the environment. */
    public CliFixture with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** What the next commands find on stdin. */
    public CliFixture input(String text) {
        input = text;
        return this;
    }

    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                variables,
                new Properties(),
                userHome,
                "operator",
                new Interruption());
        int exit = Main.run(surroundings, arguments);
        return new Result(exit, out.toString(), err.toString());
    }
}

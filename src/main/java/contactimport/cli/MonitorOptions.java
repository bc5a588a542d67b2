package contactimport.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told how runs go and how they ended: a mixin of the commands that launch runs. */
final class MonitorOptions {

    static final String SECRET_VARIABLE = "CONTACT_IMPORT_NOTIFY_SECRET";

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description =
                    "At the end, write metrics for Prometheus to this file, whole or not at all; its name ends with"
                            + " .prom where node_exporter is to find it.")
    private @Nullable Path file;

    @Option(
            names = "--metrics-port",
            paramLabel = "[ADDRESS:]PORT",
            description = "While it runs, answer GET /metrics here. Default address: the loopback.")
    private @Nullable String port;

    @Option(
            names = "--metrics-otlp",
            paramLabel = "URL",
            description =
                    "While it runs, send metrics by OTLP over HTTP to this URL, as in http://collector:4318/v1/metrics.")
    private @Nullable String otlp;

    @Option(
            names = "--notify",
            paramLabel = "URL",
            description =
                    "When a run has ended, however it ended, POST its summary.json to this https URL; signed if there is a"
                            + " secret in " + SECRET_VARIABLE + " or " + SECRET_VARIABLE + "_FILE.")
    private @Nullable String notify;

    @Option(
            names = "--notify-plain-http",
            fallbackValue = "true",
            description = "Let --notify name an http URL of another machine: whoever is between reads it.")
    private boolean plainHttp;

    /**
     * @param command that is watched: {@code import}, {@code check}, {@code undo}
     * @param feed that a file belongs to, or null
     * @throws UsageFault if somebody cannot be told in this way
     */
    Monitor monitor(String command, @Nullable String feed, Main main, PrintWriter err) {
        Map<String, String> variables = main.surroundings().variables();
        String url = blank(notify);
        Webhook webhook = url == null
                ? null
                : Webhook.to(
                        url,
                        plainHttp,
                        PasswordFile.ofEnvironment(
                                variables, SECRET_VARIABLE, "the secret to sign notifications with"));
        Path metricsFile = file == null || file.toString().isEmpty() ? null : file;
        boolean measured = metricsFile != null || blank(port) != null || blank(otlp) != null;
        String label = Optional.ofNullable(feed).orElseGet(() -> metricsFile == null ? "" : base(metricsFile));
        MetricsOutlets outlets =
                measured ? MetricsOutlets.open(metricsFile, blank(port), blank(otlp), command, label, err) : null;
        return new Monitor(command, outlets, webhook, err);
    }

    /** Two schedules that write two files must not write the same series into both. */
    private static String base(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.prom$", "");
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

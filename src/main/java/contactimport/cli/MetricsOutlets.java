package contactimport.cli;

import contactimport.report.WriteTrouble;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where metrics go: a file at the end, a port and a collector meanwhile. Made only if somebody wants one of them. */
final class MetricsOutlets {

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunMetrics metrics;
    private final @Nullable Path file;
    private final @Nullable ScrapePort port;
    private final PrintWriter err;

    private MetricsOutlets(
            @Nullable Path file,
            @Nullable String port,
            @Nullable String otlp,
            String command,
            String label,
            PrintWriter err) {
        this.file = file;
        this.err = err;
        registry.add(prometheus);
        metrics = new RunMetrics(registry, command, label, System.currentTimeMillis());
        if (file != null) {
            MetricsFile.lastSuccess(file).ifPresent(metrics::succeededAt);
        }
        if (otlp != null) {
            registry.add(new OtlpPush(otlp, Clock.SYSTEM, metrics::refresh));
        }
        this.port = port == null ? null : open(port);
    }

    /** @throws UsageFault if the port or URL cannot be understood */
    static MetricsOutlets open(
            @Nullable Path file,
            @Nullable String port,
            @Nullable String otlp,
            String command,
            String label,
            PrintWriter err) {
        return new MetricsOutlets(file, port, otlp, command, label, err);
    }

    /** A port that is taken is no reason to import nothing. */
    private @Nullable ScrapePort open(String address) {
        try {
            return ScrapePort.open(address, this::scrape);
        } catch (IOException e) {
            say("metrics are not served at --metrics-port " + address + ": it is taken, or no address of this machine");
            return null;
        }
    }

    RunMetrics metrics() {
        return metrics;
    }

    /** Where metrics are served; 0: nowhere. */
    int port() {
        return port == null ? 0 : port.port();
    }

    private String scrape() {
        metrics.refresh();
        return prometheus.scrape();
    }

    /** The command has ended with this exit code. */
    void finish(int exit) {
        metrics.finish(exit, System.currentTimeMillis());
        if (file != null) {
            try {
                MetricsFile.write(file, scrape());
            } catch (IOException e) {
                say("the metrics were not written to " + file + ": " + WriteTrouble.of(e));
            }
        }
        if (port != null) {
            port.close();
        }
        registry.getRegistries().forEach(each -> each.close());
    }

    private void say(String words) {
        JsonLog.error(err, words);
        err.flush();
    }
}

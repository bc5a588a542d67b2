package contactimport.cli;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends metrics to a collector every few seconds, and once more at the end. Headers come from {@code OTEL_EXPORTER_OTLP_HEADERS}. */
final class OtlpPush extends OtlpMeterRegistry {

    private static final Duration STEP = Duration.ofSeconds(10);

    private final @Nullable Runnable before;

    /** @throws UsageFault if it is no http or https URL */
    OtlpPush(String url, Clock clock, Runnable before) {
        super(config(url), clock);
        this.before = before;
    }

    @Override
    protected void publish() {
        // The timer starts in the constructor of the superclass.
        if (before != null) {
            before.run();
        }
        super.publish();
    }

    private static OtlpConfig config(String url) {
        if (!isHttp(url)) {
            throw new UsageFault("--metrics-otlp: expected a URL such as http://collector:4318/v1/metrics");
        }
        return new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String url() {
                return url;
            }

            @Override
            public Duration step() {
                return STEP;
            }

            @Override
            public Map<String, String> resourceAttributes() {
                return Map.of("service.name", "contact-import");
            }
        };
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return String.valueOf(uri.getScheme()).matches("https?") && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

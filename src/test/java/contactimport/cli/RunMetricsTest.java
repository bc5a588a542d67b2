package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.job.Meter;
import contactimport.job.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

    @Test
    void the_port_tells_how_far_the_present_run_is_to_this_machine_only() throws Exception {
        StringWriter err = new StringWriter();
        MetricsOutlets outlets =
                MetricsOutlets.open(null, "127.0.0.1:0", null, "import", "crm", new PrintWriter(err, true));
        try {
            Meter meter = new Meter(Clock.systemUTC());
            outlets.metrics().watch(meter);
            meter.begin(Progress.Phase.STAGE);
            meter.begin(Progress.Phase.PLAN);
            String url = "http://127.0.0.1:" + outlets.port() + "/metrics";
            assertThat(get(url, "GET").body())
                    .contains("contact_import_step_done_ratio{command=\"import\",feed=\"crm\",step=\"stage\"} 1.0\n")
                    .contains("step=\"plan\"} 0.0\n")
                    .contains("contact_import_present_lines{command=\"import\",feed=\"crm\",what=\"read\"} 0.0\n")
                    .doesNotContain("exit_code");
            assertThat(get(url, "POST").statusCode()).isEqualTo(405);
        } finally {
            outlets.finish(0);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_port_that_cannot_be_understood_is_a_usage_fault() {
        for (String bad : List.of("x", "70000", "a:b", "9400:")) {
            assertThatThrownBy(() -> ScrapePort.open(bad, () -> "")).as(bad).isInstanceOf(UsageFault.class);
        }
        assertThatThrownBy(() -> new OtlpPush("collector:4318", io.micrometer.core.instrument.Clock.SYSTEM, () -> {}))
                .isInstanceOf(UsageFault.class);
    }

    @Test
    void json_lines_stand_for_lines_of_text() {
        StringWriter out = new StringWriter();
        PrintWriter log = new JsonLog.Lines(new JsonLog(
                new PrintWriter(out, true), Clock.fixed(java.time.Instant.ofEpochSecond(0), java.time.ZoneOffset.UTC)));
        log.print("contact-import: a \"line\"\n\nand ");
        log.println("another");
        JsonLog.error(log, "it failed");
        log.flush();
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"@timestamp\":\"1970-01-01T00:00:00Z\",\"log.level\":\"info\",\"log.logger\":\"contact-import\",\"message\":\"a \\\"line\\\"\"}",
                        "{\"@timestamp\":\"1970-01-01T00:00:00Z\",\"log.level\":\"info\",\"log.logger\":\"contact-import\",\"message\":\"and another\"}",
                        "{\"@timestamp\":\"1970-01-01T00:00:00Z\",\"log.level\":\"error\",\"log.logger\":\"contact-import\",\"message\":\"it failed\"}");
        assertThat(JsonLog.isWanted(List.of("import", "--log-format", "json"), java.util.Map.of()))
                .isTrue();
        assertThat(JsonLog.isWanted(List.of("import"), java.util.Map.of(JsonLog.VARIABLE, "json")))
                .isTrue();
        assertThat(JsonLog.isWanted(List.of("--log-format=text"), java.util.Map.of(JsonLog.VARIABLE, "json")))
                .isFalse();
    }

    private static HttpResponse<String> get(String url, String method) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

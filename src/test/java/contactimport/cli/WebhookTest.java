package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a notification is, and how long it is tried. */
class WebhookTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final List<Long> pauses = new ArrayList<>();

    private Webhook webhook(Receiver to, Optional<String> secret) {
        return new Webhook(URI.create(to.url() + "/hook"), secret, CLOCK, pauses::add);
    }

    @Test
    void the_body_is_signed_with_its_time() throws Exception {
        try (Receiver receiver = new Receiver()) {
            assertThat(webhook(receiver, Optional.of("key")).send("R1", "{\"é\":1}"))
                    .isEmpty();
            Receiver.Received got = receiver.received().get(0);
            assertThat(got.text()).isEqualTo("{\"é\":1}");
            assertThat(got.header("Content-type")).isEqualTo("application/json");
            assertThat(got.header("X-contact-import-run")).isEqualTo("R1");
            assertThat(got.header("X-contact-import-signature"))
                    .isEqualTo("t=1700000000,v1=" + Webhook.hmac("key", "1700000000.{\"é\":1}"));
        }
        // RFC 4231, test case 2.
        assertThat(Webhook.hmac("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void without_a_secret_nothing_looks_signed() throws Exception {
        try (Receiver receiver = new Receiver()) {
            webhook(receiver, Optional.empty()).send("R1", "{}");
            assertThat(receiver.received().get(0).headers()).doesNotContainKey("X-contact-import-signature");
        }
    }

    @Test
    void who_is_busy_is_asked_again_ever_later() throws Exception {
        try (Receiver receiver = new Receiver(503, 429, 500)) {
            assertThat(webhook(receiver, Optional.empty()).send("R1", "{}")).isEmpty();
            assertThat(receiver.received()).hasSize(4);
            assertThat(pauses).containsExactly(500L, 1000L, 2000L);
        }
    }

    @Test
    void who_refuses_or_sends_us_elsewhere_is_not_asked_again() throws Exception {
        for (int status : List.of(301, 307, 400, 401, 404)) {
            try (Receiver receiver = new Receiver(status)) {
                assertThat(webhook(receiver, Optional.empty()).send("R1", "{}"))
                        .hasValueSatisfying(why -> assertThat(why).startsWith("127.0.0.1 answered " + status));
                assertThat(receiver.received()).hasSize(1);
            }
        }
    }

    @Test
    void it_ends_after_five_tries() throws Exception {
        try (Receiver receiver = new Receiver(500, 500, 500, 500, 500, 500)) {
            assertThat(webhook(receiver, Optional.empty()).send("R1", "{}")).contains("127.0.0.1 answered 500");
            assertThat(receiver.received()).hasSize(5);
        }
        Receiver gone = new Receiver();
        gone.close();
        assertThat(webhook(gone, Optional.empty()).send("R1", "{}")).contains("127.0.0.1 cannot be reached");
    }

    @Test
    void a_url_must_keep_what_is_sent_to_itself() {
        for (String good : List.of(
                "https://ops.example/hook", "http://localhost:8080/", "http://127.0.0.1/x", "http://[::1]:1/")) {
            assertThat(Webhook.to(good, false, Optional.empty())).as(good).isNotNull();
        }
        for (String bad : List.of(
                "ops.example", "ftp://ops.example/", "http://127.0.0.1.example/", "https:///x", "https://a b")) {
            assertThatThrownBy(() -> Webhook.to(bad, false, Optional.empty()))
                    .as(bad)
                    .isInstanceOf(UsageFault.class);
        }
        assertThatThrownBy(() -> Webhook.to("http://ops.example/", false, Optional.empty()))
                .hasMessageContaining("--notify-plain-http");
        assertThat(Webhook.to("http://ops.example/", true, Optional.empty())).isNotNull();
        assertThatThrownBy(() -> Webhook.to("https://ann:s3cret@ops.example/", false, Optional.empty()))
                .hasMessageContaining("CONTACT_IMPORT_NOTIFY_SECRET")
                .hasMessageNotContaining("s3cret");
    }
}

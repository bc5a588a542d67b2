package contactimport.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends what became of a run to a URL, by POST. Tried again while the other side is away or busy, within a limit; redirects are not
 * followed. With a secret, the header {@code X-Contact-Import-Signature} is {@code t=SECONDS,v1=HEX}: HMAC-SHA256 of {@code
 * SECONDS.BODY} under the secret, so that whoever receives it can refuse what others send, and what is old.
 */
final class Webhook {

    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final Duration ALL_TRIES = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final int TRIES = 5;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final URI url;
    private final Optional<String> secret;
    private final Clock clock;
    private final Sleeper sleeper;

    /** Waits; tests put one in that does not. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    Webhook(URI url, Optional<String> secret, Clock clock, Sleeper sleeper) {
        this.url = url;
        this.secret = secret;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @throws UsageFault if it is no URL that a summary may be sent to */
    static Webhook to(String url, boolean plainHttp, Optional<String> secret) {
        return new Webhook(checked(url, plainHttp), secret, Clock.systemUTC(), Thread::sleep);
    }

    private static URI checked(String url, boolean plainHttp) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--notify: expected an https URL");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !scheme.matches("https?")) {
            throw new UsageFault("--notify: expected an https URL");
        }
        if (uri.getUserInfo() != null) {
            throw new UsageFault("--notify: a URL with a password in it can be seen in the list of processes; sign the"
                    + " notification instead, with a secret in " + MonitorOptions.SECRET_VARIABLE);
        }
        if (scheme.equals("http")
                && !plainHttp
                && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new UsageFault(
                    "--notify: http to another machine can be read on the way; use https, or --notify-plain-http");
        }
        return uri;
    }

    /**
     * @param run its id, or empty where there is none
     * @return why it could not be delivered; empty if it was
     */
    Optional<String> send(String run, String body) {
        Instant limit = clock.instant().plus(ALL_TRIES);
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(ONE_TRY)
                .build();
        String why = "";
        for (int attempt = 1; attempt <= TRIES && clock.instant().isBefore(limit); attempt++) {
            try {
                if (attempt > 1) {
                    sleeper.sleep(FIRST_PAUSE_MILLIS << (attempt - 2));
                }
                int status = client.send(request(run, body), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status >= 200 && status < 300) {
                    return Optional.empty();
                }
                why = url.getHost() + " answered " + status;
                if (!isPassing(status)) {
                    return Optional.of(why + (status / 100 == 3 ? ", and redirects are not followed" : ""));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("it was interrupted");
            } catch (HttpTimeoutException e) {
                why = url.getHost() + " did not answer in time";
            } catch (IOException e) {
                why = url.getHost() + " cannot be reached" + cause(e);
            }
        }
        return Optional.of(why);
    }

    private static String cause(IOException e) {
        return e instanceof javax.net.ssl.SSLException ? ", or its certificate is not accepted" : "";
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == 408 || status == 429;
    }

    private HttpRequest request(String run, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(ONE_TRY)
                .header("Content-Type", "application/json")
                .header("User-Agent", "contact-import")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!run.isEmpty()) {
            request.header("X-Contact-Import-Run", run);
        }
        secret.ifPresent(key -> request.header("X-Contact-Import-Signature", signature(key, body)));
        return request.build();
    }

    private String signature(String key, String body) {
        long seconds = clock.instant().getEpochSecond();
        return "t=" + seconds + ",v1=" + hmac(key, seconds + "." + body);
    }

    static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

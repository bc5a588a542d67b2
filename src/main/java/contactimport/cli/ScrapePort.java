package contactimport.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code GET /metrics} while a command runs. */
final class ScrapePort implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(?:(.+):)?([0-9]{1,5})");
    private static final int HIGHEST = 65_535;

    private final HttpServer server;

    private ScrapePort(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes the port.
     *
     * @param address {@code PORT}, on the loopback only, or {@code ADDRESS:PORT}
     * @throws UsageFault if it cannot be understood
     * @throws IOException if the port is taken
     */
    static ScrapePort open(String address, Supplier<String> text) throws IOException {
        HttpServer server = HttpServer.create(socket(address), 0);
        server.createContext("/metrics", exchange -> answer(exchange, text));
        server.start();
        return new ScrapePort(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static InetSocketAddress socket(String address) throws IOException {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST) {
            throw new UsageFault(
                    "--metrics-port: expected a port such as 9400, or an address and a port: 0.0.0.0:9400");
        }
        int port = Integer.parseInt(parts.group(2));
        return parts.group(1) == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(InetAddress.getByName(parts.group(1)), port);
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database URL taken apart.
 *
 * <pre>
 * postgres://ada:pw@db.example/shop?sslmode=require → jdbc:postgresql://db.example/shop?sslmode=require, ada, pw
 * jdbc:postgresql://db.example:5433/shop?user=ada   → jdbc:postgresql://db.example:5433/shop, ada, no password
 * mysql://db.example/shop                           → DatabaseFault
 * </pre>
 *
 * @param url for the driver, without user and password
 * @param host the first, if the URL names several
 */
record PostgresUrl(
        String url, @Nullable String user, @Nullable String password, String host, String port, String database) {

    private static final Pattern LIBPQ = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#@]*)(?:/(?<database>[^?#]*))?"
                    + "(?:\\?(?<query>.*))?");

    private static final Pattern JDBC =
            Pattern.compile("jdbc:postgresql:(?://(?<host>\\[[0-9a-fA-F:.]+\\]|[^:/?,@\\[]+)"
                    + "(?::(?<port>[0-9]{1,5}))?(?:,[^/?]+)?/)?(?<database>[^/?]*)(?:\\?.*)?");

    /** What the libraries of other languages call what the driver calls otherwise; their own pool settings are not for us. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslmode", "sslmode",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "sslrootcert", "sslrootcert",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode");

    /**
     * Takes a URL of the driver or of libpq.
     *
     * @param from what names the URL, for the error: the URL itself may hold a password and is never shown
     * @param defaultUser the user when the URL names none, and with it the database when the URL names none
     * @throws DatabaseFault if it is neither
     */
    static PostgresUrl parse(String from, String text, String defaultUser) {
        String trimmed = text.strip();
        if (trimmed.startsWith("jdbc:")) {
            return jdbc(from, trimmed);
        }
        Matcher libpq = LIBPQ.matcher(trimmed);
        if (!libpq.matches()) {
            throw new DatabaseFault(from + " is not a URL of a PostgreSQL database; expected"
                    + " postgres://USER@HOST:PORT/DATABASE, special characters percent-encoded");
        }
        if (libpq.group("hosts").isEmpty()) {
            throw new DatabaseFault(from + " names no host");
        }
        String user = decoded(libpq.group("user"));
        String database = libpq.group("database");
        String named = database == null || database.isEmpty() ? encoded(user == null ? defaultUser : user) : database;
        return driver(
                from,
                "jdbc:postgresql://" + libpq.group("hosts") + "/" + named + query(translated(libpq.group("query"))),
                user,
                decoded(libpq.group("password")));
    }

    static PostgresUrl of(String from, String host, String port, String database, List<String> parameters) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new DatabaseFault(from + " names a socket directory, and the driver needs a host; try localhost");
        }
        String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return driver(
                from,
                "jdbc:postgresql://" + literal + ":" + port + "/" + encoded(database) + query(parameters),
                null,
                null);
    }

    String name() {
        return database + " on " + host + ":" + port;
    }

    private static PostgresUrl jdbc(String from, String text) {
        int mark = text.indexOf('?');
        List<String> kept = new ArrayList<>();
        String user = null;
        String password = null;
        for (String parameter : parameters(mark < 0 ? "" : text.substring(mark + 1))) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return driver(from, (mark < 0 ? text : text.substring(0, mark)) + query(kept), user, password);
    }

    private static PostgresUrl driver(String from, String url, @Nullable String user, @Nullable String password) {
        Matcher parts = JDBC.matcher(url);
        if (!parts.matches()) {
            throw new DatabaseFault(
                    from + " is not a URL of a PostgreSQL database; expected jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return new PostgresUrl(
                url,
                user,
                password,
                Objects.requireNonNullElse(parts.group("host"), "localhost"),
                Objects.requireNonNullElse(parts.group("port"), "5432"),
                Objects.requireNonNullElse(decoded(parts.group("database")), ""));
    }

    private static List<String> translated(@Nullable String query) {
        List<String> parameters = new ArrayList<>();
        if (query == null) {
            return parameters;
        }
        for (String parameter : parameters(query)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : PARAMETERS.getOrDefault(parameter.substring(0, equals), "");
            if (!name.isEmpty()) {
                parameters.add(name + parameter.substring(equals));
            }
        }
        return parameters;
    }

    private static List<String> parameters(String query) {
        return Arrays.asList(query.split("&", -1));
    }

    private static String query(List<String> parameters) {
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String decoded(@Nullable String text) {
        // A plus is a plus here: this is no web form.
        return text == null || text.isEmpty()
                ? null
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return name();
    }
}

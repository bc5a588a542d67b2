package contactimport.cli;

import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which database is meant. The first source that names a host or URL is used, and used alone: options, then {@code
 * SPRING_DATASOURCE_*}, {@code DATABASE_URL}, the platform's own {@code POSTGRES_*}, {@code PG*}; none of them: the embedded
 * database. Passwords come from the source's own variable or {@code *_FILE}, from {@code --db-password-file} for any source,
 * and from {@code ~/.pgpass} where nothing else gives one.
 *
 * <p>A pure function of what it is given: options, variables and the user's home.
 */
final class ConnectionSource {

    private final Asked asked;
    private final Map<String, String> variables;
    private final Path userHome;
    private final String userName;

    /**
     * What the options say about the database; null is not given.
     *
     * @param embedded whether the embedded database may be used when nothing else is named
     */
    record Asked(
            @Nullable String url,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable Path home,
            boolean embedded) {

        /** The directory for what we keep. */
        Path home(Path userHome) {
            return home != null ? home : userHome.resolve(".contact-import");
        }

        static final Asked NOTHING = new Asked(null, null, null, null, true);
    }

    /**
     * @param source what named the database, as in {@code POSTGRES_HOST}; empty for the embedded one
     * @param target where it is; null for the embedded one
     * @param home of the embedded database, used only if there is no target
     */
    record Choice(String source, @Nullable Target target, Path home) {}

    private ConnectionSource(Asked asked, Map<String, String> variables, Path userHome, String userName) {
        this.asked = asked;
        this.variables = variables;
        this.userHome = userHome;
        this.userName = userName;
    }

    /** @throws DatabaseFault if a source is named that cannot be understood, or none and the embedded one is off */
    static Choice choose(Asked asked, Map<String, String> variables, Path userHome, String userName) {
        return new ConnectionSource(asked, variables, userHome, userName).choose();
    }

    private Choice choose() {
        if (asked.url() == null && asked.user() != null) {
            throw new DatabaseFault("--db-user goes with --db-url, and there is none");
        }
        if (asked.url() != null) {
            return choice("--db-url", option(asked.url()));
        }
        if (value("SPRING_DATASOURCE_URL").isPresent()) {
            return choice("SPRING_DATASOURCE_URL", spring());
        }
        if (secret("DATABASE_URL").isPresent()) {
            return choice("DATABASE_URL", databaseUrl());
        }
        if (value("POSTGRES_HOST").isPresent()) {
            return choice("POSTGRES_HOST", platform());
        }
        if (value("PGHOST").isPresent()) {
            return choice("PGHOST", libpq());
        }
        if (!asked.embedded()) {
            throw new DatabaseFault("no database is named and the embedded one is switched off; use --db-url, or set"
                    + " SPRING_DATASOURCE_URL, DATABASE_URL, POSTGRES_HOST or PGHOST");
        }
        return new Choice("", null, home());
    }

    private Path home() {
        return asked.home(userHome);
    }

    private Choice choice(String source, Target target) {
        return new Choice(source, target, home());
    }

    private Target option(String text) {
        PostgresUrl url = PostgresUrl.parse("--db-url", text, userName);
        if (url.password() != null) {
            throw new DatabaseFault(
                    "--db-url must not hold a password, which others could see in the list of processes; use"
                            + " --db-password-file or CONTACT_IMPORT_DB_PASSWORD");
        }
        return target(url, asked.user() != null ? asked.user() : url.user(), "CONTACT_IMPORT_DB_PASSWORD");
    }

    private Target spring() {
        PostgresUrl url = PostgresUrl.parse(
                "SPRING_DATASOURCE_URL", value("SPRING_DATASOURCE_URL").orElseThrow(), userName);
        return target(url, value("SPRING_DATASOURCE_USERNAME").orElse(url.user()), "SPRING_DATASOURCE_PASSWORD");
    }

    private Target databaseUrl() {
        PostgresUrl url =
                PostgresUrl.parse("DATABASE_URL", secret("DATABASE_URL").orElseThrow(), userName);
        return target(url, url.user(), null);
    }

    private Target platform() {
        PostgresUrl url = PostgresUrl.of(
                "POSTGRES_HOST",
                value("POSTGRES_HOST").orElseThrow(),
                port("POSTGRES_PORT"),
                value("POSTGRES_DATABASE").orElse("chatwoot_production"),
                List.of());
        return target(url, value("POSTGRES_USERNAME").orElse("chatwoot_prod"), "POSTGRES_PASSWORD");
    }

    private Target libpq() {
        String user = value("PGUSER").orElse(userName);
        List<String> parameters = new ArrayList<>();
        for (String name : List.of("sslmode", "sslcert", "sslkey", "sslrootcert")) {
            value("PG" + name.toUpperCase(Locale.ROOT))
                    .ifPresent(v -> parameters.add(name + "=" + PostgresUrl.encoded(v)));
        }
        PostgresUrl url = PostgresUrl.of(
                "PGHOST",
                value("PGHOST").orElseThrow(),
                port("PGPORT"),
                value("PGDATABASE").orElse(user),
                parameters);
        return target(url, user, "PGPASSWORD");
    }

    private Target target(PostgresUrl url, @Nullable String user, @Nullable String passwordVariable) {
        String who = user == null ? userName : user;
        return new Target(url.url(), who, password(url, who, passwordVariable), url.name());
    }

    private @Nullable String password(PostgresUrl url, String user, @Nullable String variable) {
        if (asked.passwordFile() != null) {
            return PasswordFile.read("--db-password-file", asked.passwordFile());
        }
        return Optional.ofNullable(variable)
                .flatMap(this::secret)
                .or(() -> Optional.ofNullable(url.password()))
                .or(() -> pgPass().password(url.host(), url.port(), url.database(), user))
                .orElse(null);
    }

    private PgPass pgPass() {
        return PgPass.of(value("PGPASSFILE").map(Path::of).orElse(userHome.resolve(".pgpass")));
    }

    private String port(String variable) {
        String port = value(variable).orElse("5432");
        if (!port.matches("[0-9]{1,5}")) {
            throw new DatabaseFault(variable + " is no port; expected a number such as 5432");
        }
        return port;
    }

    /** The variable itself or the content of the file that {@code …_FILE} names. */
    private Optional<String> secret(String variable) {
        String file = variable + "_FILE";
        return value(variable).or(() -> value(file).map(path -> PasswordFile.read(file, Path.of(path))));
    }

    /** A variable that is set to nothing is not set. */
    private Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank());
    }
}

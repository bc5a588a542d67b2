package contactimport.cli;

import contactimport.cli.ConnectionSource.Asked;
import contactimport.cli.ConnectionSource.Choice;
import contactimport.store.Target;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command talks to: a mixin of every command that needs one. */
final class DatabaseOptions {

    /** Whether the embedded database stands in when no other is named. */
    enum Embedded {
        auto,
        never
    }

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "The database: postgres://USER@HOST:PORT/DATABASE or jdbc:postgresql:…, without a password."
                    + " Default: SPRING_DATASOURCE_*, DATABASE_URL, POSTGRES_* or PG* of the environment, else an embedded"
                    + " demo database.")
    private @Nullable String url;

    @Option(names = "--db-user", paramLabel = "NAME", description = "The user, if the URL names none.")
    private @Nullable String user;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description =
                    "A file that holds the password and nothing else. Also: CONTACT_IMPORT_DB_PASSWORD, ~/.pgpass.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where the embedded database lives, and what came through stdin is kept. Default: .contact-import in your home directory.")
    private @Nullable Path home;

    @Option(
            names = "--embedded",
            paramLabel = "auto|never",
            defaultValue = "auto",
            description = "never: an error instead of the embedded database when no other is named.")
    private Embedded embedded = Embedded.auto;

    /**
     * Opens what is meant, with room for that many threads.
     *
     * @throws contactimport.store.DatabaseFault if it cannot be opened
     */
    Database open(Main main, int threads) {
        return Database.open(choice(main), threads);
    }

    /**
     * The same, but empty when nothing names a database: the embedded one does not stand in.
     *
     * @throws contactimport.store.DatabaseFault if it cannot be opened
     */
    Optional<Database> openIfNamed(Main main, int threads) {
        Choice choice = choice(main);
        return choice.target() == null ? Optional.empty() : Optional.of(Database.open(choice, threads));
    }

    /** Where we keep what is ours. */
    Path home(Main main) {
        return asked().home(main.surroundings().userHome());
    }

    private Asked asked() {
        return new Asked(
                blank(url) ? null : url, blank(user) ? null : user, passwordFile, home, embedded == Embedded.auto);
    }

    /**
     * Which database a command would open, and what names it; nothing is opened, and no password is told.
     *
     * @throws contactimport.store.DatabaseFault if none is named and the embedded one is off
     */
    EffectiveSettings.Setting chosen(Main main) {
        Choice choice = choice(main);
        Target target = choice.target();
        return target == null
                ? new EffectiveSettings.Setting("database", "embedded, in " + choice.home(), "default")
                : new EffectiveSettings.Setting(
                        "database",
                        target.name() + ", user " + target.user() + ", password "
                                + (target.password() == null ? "not set" : "set"),
                        choice.source());
    }

    private Choice choice(Main main) {
        Surroundings here = main.surroundings();
        return ConnectionSource.choose(asked(), here.variablesWith(main.settings()), here.userHome(), here.userName());
    }

    /** A property that is there and says nothing, as in {@code db-url: ""}, is not set. */
    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}

package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.cli.ConnectionSource.Asked;
import contactimport.cli.ConnectionSource.Choice;
import contactimport.store.DatabaseFault;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSourceTest {

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://spring.example/a");
        ALL.put("DATABASE_URL", "postgres://ada:pw@url.example/b");
        ALL.put("POSTGRES_HOST", "platform.example");
        ALL.put("PGHOST", "libpq.example");
    }

    @TempDir
    Path home;

    @Test
    void the_option_comes_before_every_variable() {
        Choice choice = choose(url("postgres://option.example/shop"), ALL);
        assertThat(choice.source()).isEqualTo("--db-url");
        assertThat(choice.target().name()).isEqualTo("shop on option.example:5432");
    }

    @Test
    void each_variable_comes_before_those_behind_it() {
        Map<String, String> left = new LinkedHashMap<>(ALL);
        for (String expected : List.copyOf(ALL.keySet())) {
            assertThat(choose(Asked.NOTHING, left).source()).isEqualTo(expected);
            left.put(expected, " ");
        }
        assertThat(choose(Asked.NOTHING, left).target()).as("blank is not set").isNull();
    }

    @Test
    void nothing_set_is_the_embedded_database_in_the_users_home() {
        assertThat(choose(Asked.NOTHING, Map.of()).home()).isEqualTo(home.resolve(".contact-import"));
        assertThat(choose(Asked.NOTHING, Map.of("POSTGRES_DATABASE", "x", "PGUSER", "x", "PGPORT", "1"))
                        .target())
                .as("names no host")
                .isNull();
    }

    @Test
    void the_home_can_be_moved() {
        Path elsewhere = home.resolve("elsewhere");
        assertThat(choose(new Asked(null, null, null, elsewhere, true), Map.of())
                        .home())
                .isEqualTo(elsewhere);
    }

    @Test
    void nothing_set_and_the_embedded_database_off_is_a_fault() {
        assertThatThrownBy(() -> choose(new Asked(null, null, null, null, false), Map.of()))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("no database is named");
        assertThat(choose(new Asked(null, null, null, null, false), ALL).target())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:secret-word@db.example/shop",
                "jdbc:postgresql://db.example/shop?user=ada&password=secret-word",
                "jdbc:postgresql://db.example/shop?password=secret-word&ssl=true",
            })
    void a_password_in_the_option_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> choose(url(url), Map.of()))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("--db-url must not hold a password")
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void the_options_user_wins_over_the_urls() {
        Asked asked = new Asked("postgres://ada@db.example/shop", "bob", null, null, true);
        assertThat(choose(asked, Map.of()).target().user()).isEqualTo("bob");
        assertThat(choose(url("postgres://ada@db.example/shop"), Map.of())
                        .target()
                        .user())
                .isEqualTo("ada");
        assertThat(choose(url("postgres://db.example/shop"), Map.of()).target().user())
                .isEqualTo("operator");
    }

    @Test
    void a_user_without_a_url_is_a_fault() {
        assertThatThrownBy(() -> choose(new Asked(null, "bob", null, null, true), ALL))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("--db-user goes with --db-url");
    }

    @Test
    void a_source_is_used_alone() {
        Map<String, String> mixed = Map.of(
                "POSTGRES_HOST", "platform.example",
                "PGPASSWORD", "of-another-source",
                "PGUSER", "another",
                "SPRING_DATASOURCE_PASSWORD", "of-another-source",
                "CONTACT_IMPORT_DB_PASSWORD", "of-another-source");
        Target target = choose(Asked.NOTHING, mixed).target();
        assertThat(target.user()).isEqualTo("chatwoot_prod");
        assertThat(target.password()).isNull();
    }

    @Test
    void the_platforms_variables_have_the_platforms_defaults() {
        Target target =
                choose(Asked.NOTHING, Map.of("POSTGRES_HOST", "localhost")).target();
        assertThat(target.url()).isEqualTo("jdbc:postgresql://localhost:5432/chatwoot_production");
        assertThat(target.user()).isEqualTo("chatwoot_prod");
        Target given = choose(
                        Asked.NOTHING,
                        Map.of(
                                "POSTGRES_HOST", "h",
                                "POSTGRES_PORT", "6000",
                                "POSTGRES_DATABASE", "d",
                                "POSTGRES_USERNAME", "u",
                                "POSTGRES_PASSWORD", "p"))
                .target();
        assertThat(given).isEqualTo(new Target("jdbc:postgresql://h:6000/d", "u", "p", "d on h:6000"));
    }

    @Test
    void libpqs_variables_have_libpqs_defaults() {
        assertThat(choose(Asked.NOTHING, Map.of("PGHOST", "h")).target())
                .isEqualTo(new Target("jdbc:postgresql://h:5432/operator", "operator", null, "operator on h:5432"));
        Target given = choose(
                        Asked.NOTHING, Map.of("PGHOST", "h", "PGUSER", "u", "PGPASSWORD", "p", "PGSSLMODE", "require"))
                .target();
        assertThat(given).isEqualTo(new Target("jdbc:postgresql://h:5432/u?sslmode=require", "u", "p", "u on h:5432"));
    }

    @Test
    void a_socket_directory_is_a_fault_with_advice() {
        assertThatThrownBy(() -> choose(Asked.NOTHING, Map.of("PGHOST", "/var/run/postgresql")))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("PGHOST names a socket directory");
    }

    @Test
    void a_port_that_is_none_is_a_fault() {
        assertThatThrownBy(() -> choose(Asked.NOTHING, Map.of("PGHOST", "h", "PGPORT", "tcp")))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("PGPORT is no port; expected a number such as 5432");
    }

    @Test
    void each_source_takes_its_password_from_its_own_variable() {
        assertThat(password(url("postgres://db.example/shop"), Map.of("CONTACT_IMPORT_DB_PASSWORD", "a")))
                .isEqualTo("a");
        assertThat(password(Asked.NOTHING, with("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD")))
                .isEqualTo("p");
        assertThat(password(Asked.NOTHING, with("POSTGRES_HOST", "POSTGRES_PASSWORD")))
                .isEqualTo("p");
        assertThat(password(Asked.NOTHING, with("PGHOST", "PGPASSWORD"))).isEqualTo("p");
        assertThat(password(Asked.NOTHING, with("DATABASE_URL", "PGPASSWORD"))).isEqualTo("pw");
    }

    @Test
    void every_password_can_come_from_a_file() throws IOException {
        String file = Files.writeString(home.resolve("secret"), "p w\r\n").toString();
        assertThat(password(url("postgres://db.example/shop"), Map.of("CONTACT_IMPORT_DB_PASSWORD_FILE", file)))
                .isEqualTo("p w");
        for (var source : Map.of(
                        "SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD_FILE",
                        "POSTGRES_HOST", "POSTGRES_PASSWORD_FILE",
                        "PGHOST", "PGPASSWORD_FILE")
                .entrySet()) {
            Map<String, String> variables = Map.of(source.getKey(), ALL.get(source.getKey()), source.getValue(), file);
            assertThat(password(Asked.NOTHING, variables)).as(source.getKey()).isEqualTo("p w");
        }
        String url =
                Files.writeString(home.resolve("url"), ALL.get("DATABASE_URL")).toString();
        assertThat(password(Asked.NOTHING, Map.of("DATABASE_URL_FILE", url))).isEqualTo("pw");
        Asked asked = new Asked(null, null, Path.of(file), null, true);
        assertThat(password(asked, with("POSTGRES_HOST", "POSTGRES_PASSWORD"))).isEqualTo("p w");
    }

    @Test
    void a_password_file_that_is_missing_or_empty_is_named_with_its_option() throws IOException {
        Path missing = home.resolve("missing");
        assertThatThrownBy(() -> choose(new Asked("postgres://h/d", null, missing, null, true), Map.of()))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("the file of --db-password-file, " + missing + ", cannot be read");
        Path empty = Files.writeString(home.resolve("empty"), "\n");
        assertThatThrownBy(() -> choose(Asked.NOTHING, Map.of("PGHOST", "h", "PGPASSWORD_FILE", empty.toString())))
                .hasMessageContaining("PGPASSWORD_FILE")
                .hasMessageContaining("is empty");
    }

    @Test
    void pgpass_gives_what_nothing_else_gives() throws IOException {
        Path file = home.resolve(".pgpass");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "h:5432:*:u:from-pgpass\n");
        Map<String, String> variables = Map.of("PGHOST", "h", "PGUSER", "u");
        assertThat(password(Asked.NOTHING, variables)).isEqualTo("from-pgpass");
        Path moved = Files.move(file, home.resolve("moved"));
        assertThat(password(Asked.NOTHING, Map.of("PGHOST", "h", "PGUSER", "u", "PGPASSFILE", moved.toString())))
                .isEqualTo("from-pgpass");
        assertThat(password(Asked.NOTHING, Map.of("PGHOST", "h", "PGUSER", "u", "PGPASSWORD", "p")))
                .isEqualTo("p");
    }

    private static Map<String, String> with(String source, String password) {
        return Map.of(source, ALL.get(source), password, "p");
    }

    private static Asked url(String url) {
        return new Asked(url, null, null, null, true);
    }

    private String password(Asked asked, Map<String, String> variables) {
        return choose(asked, variables).target().password();
    }

    private Choice choose(Asked asked, Map<String, String> variables) {
        return ConnectionSource.choose(asked, variables, home, "operator");
    }
}

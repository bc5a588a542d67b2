package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.store.DatabaseFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/postgres-url.csv", numLinesToSkip = 1, delimiter = ';', nullValues = "null")
    void a_url_is_taken_apart(String given, String url, String user, String password, String why) {
        PostgresUrl parsed = PostgresUrl.parse("X", given, "operator");
        assertThat(parsed.url()).as(why).isEqualTo(url);
        assertThat(parsed.user()).as(why).isEqualTo(user);
        assertThat(parsed.password()).as(why).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ada:secret-word@h/d",
                "h:5432/d",
                "postgres://ada:secret-word@/d",
                "postgres:///d",
                "postgres://ada:secret-word@h@i/d",
                "jdbc:mysql://h/d?password=secret-word",
                "jdbc:postgresql://h/d/e/f/g?password=secret-word",
                "postgres://h:port/d",
            })
    void what_is_no_url_of_postgres_is_a_fault_that_does_not_repeat_it(String given) {
        assertThatThrownBy(() -> PostgresUrl.parse("DATABASE_URL", given, "operator"))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageStartingWith("DATABASE_URL ")
                .hasMessageNotContaining("secret-word");
    }
}

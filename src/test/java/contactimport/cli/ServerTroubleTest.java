package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ServerTroubleTest {

    private static final Path HOME = Path.of("/home/ada/.contact-import");

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/server-trouble.csv",
            numLinesToSkip = 1,
            delimiter = ';',
            quoteCharacter = '"',
            nullValues = "null",
            emptyValue = "")
    void what_the_server_said_is_understood(String said, ServerTrouble.Kind kind, String why) {
        assertThat(ServerTrouble.of(HOME, said == null ? "" : said).kind())
                .as(why)
                .isEqualTo(kind);
    }

    @Test
    void every_sentence_names_the_home_and_is_one_sentence() {
        for (ServerTrouble.Kind kind : ServerTrouble.Kind.values()) {
            String sentence = ServerTrouble.of(HOME, kind.sign()).sentence();
            assertThat(sentence).contains(HOME.toString()).doesNotContain("\n");
        }
    }
}

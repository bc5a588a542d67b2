package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Code;
import contactimport.contact.Rules.HmacUse;
import contactimport.source.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** An example line for every code by which a line can be refused before its contact is looked up. */
class EveryCodeTest {

    private static final String HEADER = "inbox_identifier,contact_identifier,email\n";

    private static final Set<Code> NEEDS_A_MAPPING_OR_A_DEFINITION =
            EnumSet.of(Code.EXCLUDED, Code.CLEAR_REFUSED, Code.ATTRIBUTE_TYPE);

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/codes.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void a_line_is_refused_by_its_code(Code code, Format format, String line, String why) {
        Lines lines = new Lines().account(10).hmac(HmacUse.INBOX).limit(100);
        if (code == Code.OTHER_INBOX) {
            lines.inbox("a");
        }
        assertThat(lines.codes(format, format == Format.CSV ? HEADER + line : line))
                .as(why)
                .isEqualTo(code.name());
    }

    @Test
    void no_code_is_forgotten() throws IOException {
        Set<Code> shown = Files.readAllLines(Path.of("src/test/resources/rules/codes.csv")).stream()
                .skip(1)
                .map(line -> Code.valueOf(line.substring(0, line.indexOf(','))))
                .collect(Collectors.toSet());
        Set<Code> all = EnumSet.range(Code.LINE_UNREADABLE, Code.AVATAR_INVALID);
        all.removeAll(NEEDS_A_MAPPING_OR_A_DEFINITION);
        all.remove(Code.SPREADSHEET_DAMAGE); // takes a second line, which this one corrects
        assertThat(shown).isEqualTo(all);
    }
}

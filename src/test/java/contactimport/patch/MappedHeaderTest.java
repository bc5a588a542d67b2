package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.source.FileFault;
import contactimport.source.Header;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which columns of a header a mapping uses, and what becomes of the others. */
class MappedHeaderTest {

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/mapped-headers.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void every_column_has_its_meaning(
            String yaml, String header, String fills, String places, String own, @Nullable String leftOut, String why) {
        MappedHeader found = found(yaml, header);
        assertThat(found.rules().stream().map(rule -> rule.target().label()).collect(Collectors.joining("|")))
                .as(why)
                .isEqualTo(fills);
        assertThat(new TreeMap<>(found.places())
                        .entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .as(why)
                .isEqualTo(places);
        assertThat(found.own().stream().map(Target::label).collect(Collectors.joining("|")))
                .as(why)
                .isEqualTo(own);
        assertThat(String.join("|", found.leftOut())).as(why).isEqualTo(leftOut == null ? "" : leftOut);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/mapped-header-faults.csv", numLinesToSkip = 1)
    void a_header_that_does_not_fit_is_one_sentence(String yaml, String header, String sentence, String why) {
        MappedHeader found = found(yaml, header);
        assertThatThrownBy(() -> {
                    found.rules();
                    found.own();
                })
                .as(why)
                .isInstanceOf(FileFault.class)
                .hasMessage("f.csv, line 3: " + sentence);
    }

    /** A tilde stands for a NUL, which no file of rules can hold. */
    private static MappedHeader found(String yaml, String header) {
        List<String> names = List.of(header.replace('~', '\0').split(",", -1));
        return new MappedHeader(
                new Header("f.csv", 3, names), MappingFile.parse("crm.yml", "crm", yaml.replace("\\n", "\n")));
    }
}

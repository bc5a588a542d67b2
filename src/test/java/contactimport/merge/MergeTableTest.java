package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Rules;
import contactimport.verify.VerifiedPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a line does to the people who are there: rules/merge.csv, in the words of {@link Stored} and {@link LineInWords}. */
class MergeTableTest {

    @ParameterizedTest(name = "{5}: {0} | {2}")
    @CsvFileSource(resources = "/rules/merge.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void a_line_does_to_the_stored_people_what_the_table_says(
            String rules, String stored, String lines, String outcomes, String becomes, String why) {
        String before = stored == null ? "" : stored;
        List<VerifiedPatch> patches = new ArrayList<>();
        for (String line : lines.split(";")) {
            patches.add(LineInWords.line(line));
        }
        String expected = becomes == null ? before : becomes;

        assertThat(together(before, LineInWords.rules(rules), patches))
                .as(why)
                .isEqualTo(outcomes + "\n" + Stored.of(expected));
        assertThat(alone(before, LineInWords.rules(rules), patches))
                .as("each line in a chunk of its own: %s", why)
                .isEqualTo(outcomes + "\n" + Stored.of(expected));
    }

    private static String together(String before, Rules rules, List<VerifiedPatch> lines) {
        Stored people = Stored.of(before);
        List<Decision> decisions = new Folding(people, rules).fold(lines, Map.of());
        return told(decisions) + "\n" + people;
    }

    private static String alone(String before, Rules rules, List<VerifiedPatch> lines) {
        Stored people = Stored.of(before);
        Folding folding = new Folding(people, rules);
        List<Decision> decisions = new ArrayList<>();
        lines.forEach(line -> decisions.addAll(folding.fold(List.of(line), Map.of())));
        return told(decisions) + "\n" + people;
    }

    private static String told(List<Decision> decisions) {
        return decisions.stream().map(Folding::words).collect(Collectors.joining("; "));
    }
}

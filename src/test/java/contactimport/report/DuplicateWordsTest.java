package contactimport.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last   | 2 | line 2, then line 1,009           | line 1,009 comes last",
                "last   | 4 | 4 lines from line 2 to line 1,009 | line 1,009 comes last",
                "first  | 2 | line 2, then line 1,009           | line 2 is taken, line 1,009 is rejected",
                "first  | 4 | 4 lines from line 2 to line 1,009 | line 2 is taken, the others are rejected",
                "reject | 2 | line 2, then line 1,009           | both are rejected",
                "reject | 4 | 4 lines from line 2 to line 1,009 | all are rejected",
            })
    void an_example_says_which_lines_they_are_and_what_becomes_of_them(
            String policy, int count, String lines, String result) {
        assertThat(found(policy, 1, count).examples()).containsExactly(new DuplicateWords.Example(lines, result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last   | 1 | One contact is on 5 lines of the file. They are applied in the order of the file:"
                        + " where they differ, the last one that is not rejected wins (--duplicates last).",
                "first  | 1 | One contact is on 5 lines of the file. Only the first of them counts, the others are rejected"
                        + " as DUPLICATE_LINE (--duplicates first).",
                "first  | 2 | 2 contacts are on several lines of the file each, 5 lines in all. Only the first line of each"
                        + " counts, the others are rejected as DUPLICATE_LINE (--duplicates first).",
                "reject | 2 | 2 contacts are on several lines of the file each, 5 lines in all. None of these lines counts,"
                        + " all are rejected as DUPLICATE_LINE (--duplicates reject).",
            })
    void the_sentence_says_how_many_and_what_the_policy_does(String policy, int contacts, String words) {
        assertThat(found(policy, contacts, 5).words()).isEqualTo(words);
    }

    @Test
    void without_any_there_is_nothing_to_say() {
        assertThat(DuplicateWords.of(null)).isNull();
        assertThat(DuplicateWords.of("{\"policy\":\"last\",\"contacts\":0,\"lines\":0,\"examples\":[]}"))
                .isNull();
    }

    private static DuplicateWords found(String policy, int contacts, int lines) {
        return requireNonNull(
                DuplicateWords.of("{\"policy\":\"" + policy + "\",\"contacts\":" + contacts + ",\"lines\":" + lines
                        + ",\"examples\":[{\"first\":2,\"last\":1009,\"lines\":" + lines + ",\"won\":null}]}"));
    }
}

package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What undoing entries does to the people who are there now: rules/undo-entries.csv, in the words of {@link Undoing}. */
class UndoTableTest {

    @ParameterizedTest(name = "{6}: {1}")
    @CsvFileSource(resources = "/rules/undo-entries.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void an_entry_is_undone_as_the_table_says(
            String now, String entries, String only, String facts, String outcomes, String becomes, String why) {
        Undoing undoing = new Undoing(Stored.of(now == null ? "" : now), only, entries, facts);
        String expected = becomes == null ? now : becomes.equals("nobody") ? "" : becomes;

        assertThat(undoing.words() + "\n" + undoing.stored())
                .as(why)
                .isEqualTo(outcomes + "\n" + Stored.of(expected == null ? "" : expected));
    }
}

package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.store.FeedTable.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {

    private static final List<Delivery> BEFORE = List.of(
            delivery("id,name", 1000, 2, true), delivery("id,name", 1010, 0, true), delivery("id,name", 990, 1, true));

    @Test
    void a_file_like_those_before_is_not_strange() {
        assertThat(Drift.of(delivery("name,id", 601, 5, true), BEFORE, Feed.NONE))
                .isEmpty();
        assertThat(Drift.of(delivery("anything", 1, 1, false), List.of(), Feed.NONE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id        | 1000 | 0  | true  | it lacks the column name",
                "id,name,x | 1000 | 0  | true  | it is the first to have the column x",
                "id,name   | 599  | 0  | true  | it has 599 lines, and the median of the last 3 is 1000",
                "id,name   | 1000 | 11 | true  | 1.1 % of its lines are rejected, and the median of the last 3 is 0.1 %",
                "id,name   | 1000 | 0  | false | its last line has no line end, as all before had: it may have been cut",
            })
    void what_is_strange_is_said(String header, long records, long rejected, boolean newline, String sentence) {
        assertThat(Drift.of(delivery(header, records, rejected, newline), BEFORE, Feed.NONE))
                .containsExactly(sentence);
    }

    @Test
    void a_feed_whose_files_never_had_a_final_line_end_needs_none() {
        List<Delivery> mixed = List.of(delivery("a", 10, 0, true), delivery("a", 10, 0, false));
        assertThat(Drift.of(delivery("a", 10, 0, false), mixed, Feed.NONE)).isEmpty();
        assertThat(Drift.of(delivery("a", 10, 0, null), BEFORE.subList(0, 1), Feed.NONE))
                .noneMatch(s -> s.contains("line end"));
    }

    @Test
    void an_expected_number_of_lines_is_one_or_a_range() {
        assertThat(Feed.Lines.parse("5").holds(5)).isTrue();
        assertThat(Feed.Lines.parse("5").holds(6)).isFalse();
        assertThat(Feed.Lines.parse("5..7").holds(7)).isTrue();
        assertThat(Feed.Lines.parse("5..7").holds(4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7..5", "1..2..3", "-1", "5.."})
    void anything_else_is_neither(String text) {
        assertThatThrownBy(() -> Feed.Lines.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Delivery delivery(String header, long records, long rejected, @Nullable Boolean newline) {
        return new Delivery("sha", List.of(header.split(",")), records, rejected, newline);
    }
}

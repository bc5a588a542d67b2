package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    @ParameterizedTest(name = "{0} rows, {1} threads: {2} partitions, {3}")
    @CsvSource({
        "0, 3, 32, none of them is made",
        "320, 3, 32, a few rows are dealt out as far as they go",
        "16383, 3, 32, the same",
        "16384, 3, 6, two for each thread",
        "100000, 3, 6, of 16666 rows each",
        "100000, 9, 18, more threads have more partitions",
        "100000, 40, 32, but no more than the most",
        "300000, 3, 18, of 16666 rows each",
        "1000000, 3, 32, the most",
    })
    void partitions_are_rather_few_than_small(int rows, int threads, int partitions, String why) {
        assertThat(new Planner.Shares(32, threads).of(rows)).as(why).isEqualTo(partitions);
    }
}

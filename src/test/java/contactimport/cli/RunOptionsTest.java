package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {

    @ParameterizedTest(name = "{0} cores")
    @CsvSource({
        "1, 2, what is decided here and what the database does take turns otherwise",
        "2, 2, one more takes longer",
        "8, 8, as many as cores",
    })
    void as_many_threads_as_cores_but_two_at_the_least(int cores, int threads, String why) {
        assertThat(RunOptions.usualThreads(cores)).as(why).isEqualTo(threads);
    }
}

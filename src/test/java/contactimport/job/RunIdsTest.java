package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunIdsTest {

    @Test
    void an_id_that_is_taken_is_not_given_again() {
        List<String> offered = new ArrayList<>();
        String id = RunIds.next(Instant.parse("2026-11-22T02:00:00Z"), offer -> {
            offered.add(offer);
            return offered.size() < 3;
        });
        assertThat(offered).hasSize(3);
        assertThat(id).isEqualTo(offered.get(2)).matches("20261122T020000Z-[0-9a-f]{4}");
    }
}

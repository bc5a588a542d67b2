package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldsTest {

    private static final int WORLDS = 2000;

    @Test
    void a_seed_always_makes_the_same_world() {
        for (long seed = 1; seed < 50; seed++) {
            assertThat(Worlds.print(Worlds.random(seed))).isEqualTo(Worlds.print(Worlds.random(seed)));
        }
    }

    @Test
    void a_printed_world_can_be_read_back() {
        for (long seed = 1; seed < 300; seed++) {
            String printed = Worlds.print(Worlds.random(seed));
            assertThat(Worlds.print(Worlds.parse(printed))).isEqualTo(printed);
            assertThat(WorldFile.of(Worlds.parse(printed))).isEqualTo(WorldFile.of(Worlds.random(seed)));
        }
    }

    @Test
    void every_outcome_code_and_warning_comes_up_often_enough() {
        Map<String, Integer> seen = new TreeMap<>();
        LongStream.rangeClosed(1, WORLDS).mapToObj(Worlds::random).forEach(world -> count(world, seen));
        assertThat(seen.keySet())
                .as(seen.toString())
                .contains("updated", "created", "merged", "unchanged", "rejected", "skipped")
                .contains("LINE_UNREADABLE", "CELL_COUNT", "UNKNOWN_FIELD", "PATH_MISSING", "INBOX_NOT_FOUND")
                .contains("OTHER_ACCOUNT", "OTHER_INBOX", "HMAC_REQUIRED", "HMAC_INVALID", "FIELD_TYPE", "TEXT_INVALID")
                .contains("EMAIL_INVALID", "PHONE_INVALID", "CUSTOM_ATTRIBUTES_INVALID", "AVATAR_INVALID")
                .contains("CONTACT_NOT_FOUND", "AMBIGUOUS_MATCH", "HMAC_IDENTIFIER_MISMATCH", "CONFLICT_IDENTIFIER")
                .contains("CONFLICT_EMAIL", "CONFLICT_PHONE", "CONFLICT_SOURCE_ID", "CLEAR_REFUSED")
                .contains("AVATAR_NOT_STORED", "IDENTIFIER_DROPPED", "EMAIL_DROPPED", "PHONE_DROPPED")
                .contains("SOURCE_ID_DROPPED", "EMAIL_CASE_KEPT", "NOT_LINKED", "SOURCE_ID_GUESSABLE");
        assertThat(seen.get("merged")).isGreaterThan(WORLDS / 4);
        assertThat(seen.get("created")).isGreaterThan(WORLDS / 2);
        assertThat(seen.get("rejected")).isLessThan(seen.get("read") * 3 / 5);
    }

    private static void count(World world, Map<String, Integer> seen) {
        for (LineResult line : Reference.run(world.tables(), world.lines(), world.csv(), world.settings())
                .lines()) {
            if (line == null) {
                seen.merge("skipped", 1, Integer::sum);
                continue;
            }
            seen.merge("read", 1, Integer::sum);
            seen.merge(line.outcome(), 1, Integer::sum);
            for (String code : line.codes().split("; ")) {
                seen.merge(code, 1, Integer::sum);
            }
            line.warnings().forEach(w -> seen.merge(w, 1, Integer::sum));
        }
    }
}

package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShrinkTest {

    @Test
    void what_does_not_matter_is_taken_away() {
        // A world that "fails" whenever a line merges two people.
        Predicate<World> merges = world -> outcomes(world).contains("merged");
        World world = firstWith(merges);
        World small = Shrink.smallest(world, merges, 10_000);
        assertThat(merges.test(small)).isTrue();
        assertThat(small.lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(small.tables().rows("contacts")).hasSizeLessThanOrEqualTo(2);
        assertThat(small.tables().rows("notes")).isEmpty();
        assertThat(small.tables().rows("messages")).isEmpty();
        assertThat(small.chunk() + small.threads() + small.partitions()).isEqualTo(3);
        assertThat(small.lines()).allSatisfy(l -> assertThat(l.fields()).hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void a_member_of_an_object_is_taken_away_too() {
        Predicate<World> hasTiny = world -> world.tables().rows("contacts").stream()
                .anyMatch(c -> c.json("custom_attributes").containsKey("tiny"));
        World small = Shrink.smallest(firstWith(hasTiny), hasTiny, 10_000);
        assertThat(small.tables().rows("contacts")).hasSize(1);
        Row contact = small.tables().rows("contacts").get(0);
        assertThat(contact.keySet()).containsExactly("id", "custom_attributes");
        assertThat(contact.json("custom_attributes").keySet()).containsExactly("tiny");
    }

    @Test
    void it_stops_asking_when_it_has_asked_often_enough() {
        List<World> asked = new ArrayList<>();
        Shrink.smallest(Worlds.random(3), world -> asked.add(world), 17);
        assertThat(asked).hasSize(17);
    }

    @Test
    void the_pasted_test_reads_back_as_the_world() {
        World world = Worlds.random(5);
        String test = Worlds.asTest(world, List.of("line 1: expected x, found y"));
        String block = test.substring(test.indexOf("\"\"\"") + 4, test.lastIndexOf("\"\"\""));
        String text = block.stripIndent().translateEscapes();
        assertThat(Worlds.print(Worlds.parse(text))).isEqualTo(Worlds.print(world));
    }

    private static World firstWith(Predicate<World> what) {
        long seed = 1;
        while (!what.test(Worlds.random(seed))) {
            seed++;
        }
        return Worlds.random(seed);
    }

    private static List<String> outcomes(World world) {
        try {
            return Reference.run(world.tables(), world.lines(), world.csv(), world.settings()).lines().stream()
                    .map(l -> l == null ? "" : l.outcome())
                    .toList();
        } catch (RuntimeException e) {
            return List.of(); // a cell is missing that a database would have filled in
        }
    }
}

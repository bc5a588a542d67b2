package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The product's rules against the reference, without a database; {@link ProofOfWorlds} is the whole truth. */
class RulesInMemoryTest {

    /** Only contacts and links: the rest is the store's business. */
    private static Tables people(Tables tables) {
        Tables people = new Tables();
        tables.rows("contacts").forEach(row -> people.add("contacts", row));
        tables.rows("contact_inboxes").forEach(row -> people.add("contact_inboxes", row));
        return people;
    }

    static List<String> differences(World world) {
        Tables before = ComparisonTest.complete(world.tables());
        Reference.Result expected = Reference.run(before, world.lines(), world.csv(), world.settings());
        RulesInMemory product = new RulesInMemory(world, before);
        EngineResult result = product.run();
        return Comparison.differences(
                new Comparison.Run(before, ComparisonTest.FROM, ComparisonTest.TO),
                new Reference.Result(
                        people(expected.tables()), expected.lines(), expected.anyInbox(), expected.books()),
                WorldFile.of(world).starts(),
                result,
                people(product.tables()),
                ComparisonTest.DEFAULTS);
    }

    private static boolean fails(World world) {
        try {
            return world.isImportable() && !differences(world).isEmpty();
        } catch (RuntimeException e) {
            return false; // a cell is missing that a database would have filled in
        }
    }

    @Test
    void the_rules_do_what_the_reference_does() {
        long first = Long.getLong("proof.seed", 1);
        long worlds = Long.getLong("proof.worlds", 300);
        int allowed = Integer.getInteger("proof.failures", 1);
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + worlds && failures.size() < allowed; seed++) {
            World world = Worlds.random(seed);
            if (!differences(world).isEmpty()) {
                World small = Shrink.smallest(world, RulesInMemoryTest::fails, Integer.getInteger("proof.tries", 5000));
                failures.add("seed " + seed + "\n" + Worlds.asTest(small, differences(small)));
            }
        }
        assertThat(failures).as(String.join("\n\n", failures)).isEmpty();
    }
}

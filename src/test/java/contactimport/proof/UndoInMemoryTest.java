package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Outcome;
import contactimport.merge.Undone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random worlds are imported and undone without a database; {@link UndoProofIT} is the whole truth. {@code -Dproof.worlds=20000
 * -Dproof.seed=7} runs more of them, and others.
 */
class UndoInMemoryTest {

    /** Keys that wander within a group; a phone that two people share. */
    private static final Long[] FOUND = {
        8000433L, 8000489L, 8000994L, 8001450L, 8001819L, 8002632L, 8002687L, 8002721L, 8002786L
    };

    /** An import that was made. */
    private record Imported(World world, Tables before, Tables after, RulesInMemory product) {

        static Imported of(World world) {
            Tables before = people(ComparisonTest.complete(world.tables()));
            RulesInMemory product = new RulesInMemory(world, ComparisonTest.complete(world.tables()));
            product.run();
            return new Imported(world, before, people(product.tables()), product);
        }

        /** Undoes it, in slices of the size of a chunk. */
        UndoInMemory undo() {
            return new UndoInMemory(product.tables(), before, product.ledger());
        }

        Tables now() {
            return people(product.tables());
        }
    }

    private static Tables people(Tables tables) {
        Tables people = new Tables();
        people.rows("contacts");
        people.rows("contact_inboxes");
        tables.rows("contacts").forEach(row -> people.add("contacts", row.copy()));
        tables.rows("contact_inboxes").forEach(row -> people.add("contact_inboxes", row.copy()));
        return people;
    }

    @Test
    void an_import_that_is_undone_leaves_the_people_as_they_were() {
        each((seed, imported) -> {
            UndoInMemory undo = imported.undo();
            undo.run(imported.world().chunk());
            List<String> differences = Differences.between(imported.before(), imported.now());
            differences.addAll(trouble(undo));
            return differences;
        });
    }

    @Test
    void an_undo_that_is_undone_applies_the_import_again_and_can_be_undone_once_more() {
        each((seed, imported) -> {
            int slice = imported.world().chunk();
            Tables now = imported.product().tables();
            MemoryLedger undone = imported.undo().run(slice);
            UndoInMemory again = new UndoInMemory(now, imported.after(), undone);
            MemoryLedger applied = again.run(slice);
            List<String> differences = Differences.between(imported.after(), imported.now());
            differences.addAll(trouble(again));
            UndoInMemory back = new UndoInMemory(now, imported.before(), applied);
            back.run(slice);
            differences.addAll(Differences.between(imported.before(), imported.now()));
            differences.addAll(trouble(back));
            return differences;
        });
    }

    @Test
    void what_people_edited_since_stays_and_nothing_else_does() {
        each((seed, imported) -> {
            Tables expected = imported.before().copy();
            Tables now = imported.product().tables();
            new Edits(seed, Edits.in(now)).make(imported.before(), people(now), expected);
            imported.undo().run(imported.world().chunk());
            return Differences.between(expected, imported.now());
        });
    }

    @Test
    void what_was_undone_already_is_not_undone_again() {
        each((seed, imported) -> {
            imported.undo().run(imported.world().chunk());
            Tables undone = imported.now();
            imported.undo().run(imported.world().chunk());
            return Differences.between(undone, imported.now());
        });
    }

    private static List<String> trouble(UndoInMemory undo) {
        return undo.results().stream()
                .filter(result ->
                        result.outcome() == Outcome.REJECTED || !result.kept().isEmpty())
                .map(UndoInMemoryTest::words)
                .toList();
    }

    private static String words(Undone result) {
        return result.outcome() + " " + result.kept();
    }

    private interface Trial {
        List<String> differences(long seed, Imported imported);
    }

    private static List<String> differences(Trial trial, long seed, Imported imported) {
        try {
            return trial.differences(seed, imported);
        } catch (RuntimeException e) {
            return List.of("the undo failed: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private static void each(Trial trial) {
        int allowed = Integer.getInteger("proof.failures", 1);
        List<String> failures = new ArrayList<>();
        for (long seed : Seeds.of(80, FOUND)) {
            if (failures.size() >= allowed) {
                break;
            }
            World world = Worlds.random(seed);
            if (!world.isImportable()) {
                continue;
            }
            Imported imported = Imported.of(world);
            List<String> differences = differences(trial, seed, imported);
            if (!differences.isEmpty()) {
                failures.add("seed " + seed + "\n" + String.join("\n", differences) + "\n"
                        + imported.product().ledger().entries);
            }
        }
        assertThat(failures).as(String.join("\n\n", failures)).isEmpty();
    }
}

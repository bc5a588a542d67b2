package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random worlds through an engine. {@code -Dproof.worlds=20000 -Dproof.seed=1000} runs more of them, and others;
 * {@code -Dproof.failures=5} goes on after a failure. What fails is shrunk and printed as a test to paste.
 */
@ExtendWith(PostgresExtension.class)
abstract class ProofOfWorlds {

    private static final int TRIES_TO_SHRINK = 400;

    @TempDir
    private Path directory;

    private final TestDatabase db;

    ProofOfWorlds(TestDatabase db) {
        this.db = db;
    }

    /** The engine on trial, for this database. */
    abstract Engine engine(TestDatabase db);

    @Test
    void the_database_ends_up_as_if_every_line_had_been_applied_alone() throws Exception {
        Proof proof = proof();
        long first = Long.getLong("proof.seed", 1);
        long worlds = Long.getLong("proof.worlds", 120);
        int allowed = Integer.getInteger("proof.failures", 1);
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + worlds && failures.size() < allowed; seed++) {
            World world = Worlds.random(seed);
            if (!proof.differences(world).isEmpty()) {
                failures.add("seed " + seed + "\n" + proof.report(world, TRIES_TO_SHRINK));
            }
        }
        assertThat(failures).as(String.join("\n\n", failures)).isEmpty();
    }

    final Proof proof() throws Exception {
        return new Proof(new WorldDatabase(db.dataSource()), engine(db), directory);
    }
}

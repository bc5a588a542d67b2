package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random worlds through an engine, in as many databases as threads. {@code -Dproof.worlds=20000 -Dproof.seed=1000} runs more of
 * them, and others; {@code -Dproof.failures=5} goes on after a failure. What fails is shrunk and printed as a test to paste.
 */
@ExtendWith(PostgresExtension.class)
abstract class ProofOfWorlds {

    private static final int TRIES_TO_SHRINK = 400;
    private static final int WORLDS_BETWEEN_REPORTS = 1000;

    @TempDir
    private Path directory;

    private final TestDatabase db;
    private final long first = Long.getLong("proof.seed", 1);
    private final long worlds = Long.getLong("proof.worlds", 120);
    private final int allowed = Integer.getInteger("proof.failures", 1);
    private final AtomicLong next = new AtomicLong(first);
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    ProofOfWorlds(TestDatabase db) {
        this.db = db;
    }

    /** The engine on trial, for this database; closed at the end if it can be. */
    abstract Engine engine(TestDatabase db) throws Exception;

    @Test
    void the_database_ends_up_as_if_every_line_had_been_applied_alone() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> running = new ArrayList<>();
        for (int i = Integer.getInteger("proof.threads", 2); i > 0; i--) {
            running.add(threads.submit(() -> {
                prove();
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
        assertThat(failures).as(String.join("\n\n", failures)).isEmpty();
        assertThat(next.get()).isGreaterThanOrEqualTo(first + worlds);
    }

    /** Takes the next world, in a database of its own, until there is none. */
    private void prove() throws Exception {
        try (TestDatabase own = db.another()) {
            Engine engine = engine(own);
            Proof proof = new Proof(
                    new WorldDatabase(own.ownerDataSource()), engine, Files.createTempDirectory(directory, "world"));
            for (long seed = next.getAndIncrement(); isWanted(seed); seed = next.getAndIncrement()) {
                prove(proof, seed);
            }
            if (engine instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private boolean isWanted(long seed) {
        return seed < first + worlds && failures.size() < allowed;
    }

    /** About one in ten thousand is a file none of whose lines finds its inbox. */
    private static boolean isImportable(World world) {
        return Reference.run(world.tables(), world.lines(), world.csv(), world.settings())
                .anyInbox();
    }

    private void prove(Proof proof, long seed) throws Exception {
        World world = Worlds.random(seed);
        if (isImportable(world) && !proof.differences(world).isEmpty()) {
            System.err.println("seed " + seed + " fails, and is made small");
            failures.add("seed " + seed + "\n" + proof.report(world, TRIES_TO_SHRINK));
            System.err.println(failures.get(failures.size() - 1));
        }
        if ((seed + 1 - first) % WORLDS_BETWEEN_REPORTS == 0) {
            System.err.println((seed + 1 - first) + " worlds, " + failures.size() + " failures");
        }
    }
}

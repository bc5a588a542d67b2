package contactimport.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Runs worlds: one database, one engine, many worlds. */
final class Proof {

    private final WorldDatabase database;
    private final Engine engine;
    private final Path directory;

    /** @param directory where the files of worlds are written */
    Proof(WorldDatabase database, Engine engine, Path directory) {
        this.database = database;
        this.engine = engine;
        this.directory = directory;
    }

    /** How the engine differs from the reference in this world; empty if it does as it should. */
    List<String> differences(World world) throws SQLException, IOException {
        database.load(world.tables());
        Tables before = database.read();
        Reference.Result expected = Reference.run(before, world.lines(), world.csv(), world.settings());
        if (!expected.anyInbox() || !world.settings().canMatch()) {
            throw new IllegalArgumentException("a file none of whose lines finds its inbox is not imported");
        }
        WorldFile file = WorldFile.of(world);
        Path path = directory.resolve(world.csv() ? "world.csv" : "world.jsonl");
        Files.writeString(path, file.text());
        String from = database.now();
        EngineResult result;
        try {
            result = engine.run(database.dataSource(), path, world.shape());
        } catch (Exception | AssertionError e) {
            return List.of("the engine failed: " + e);
        }
        Comparison.Run run = new Comparison.Run(before, from, database.afterwards());
        Tables after = database.read();
        String nulls = database.nulls();
        return nulls.isEmpty()
                ? Comparison.differences(run, expected, file.starts(), result, after, database.defaults())
                : List.of("attributes that are a JSON null: contacts " + nulls);
    }

    /** Whether the engine goes wrong in this world; a world that cannot exist or be imported proves nothing. */
    boolean fails(World world) {
        try {
            return !differences(world).isEmpty();
        } catch (SQLException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A failing world made small, as a test to paste. */
    String report(World world, int tries) throws SQLException, IOException {
        World small = Shrink.smallest(world, this::fails, tries);
        return Worlds.asTest(small, differences(small));
    }
}

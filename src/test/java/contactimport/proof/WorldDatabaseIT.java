package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class WorldDatabaseIT {

    private static final int WORLDS = 60;

    private final WorldDatabase database;

    @TempDir
    private Path directory;

    WorldDatabaseIT(TestDatabase db) throws SQLException {
        database = new WorldDatabase(db.ownerDataSource());
    }

    @Test
    void what_is_loaded_is_read_back_cell_for_cell() throws Exception {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Tables world = Worlds.random(seed).tables();
            database.load(world);
            Tables read = database.read();
            for (String table : world.names()) {
                assertThat(read.rows(table)).hasSameSizeAs(world.rows(table));
                for (Row row : world.rows(table)) {
                    Row found = read.find(table, row.id());
                    row.forEach((column, value) -> assertThat(Json.identical(found.get(column), value))
                            .as("seed %s %s %s: %s %s", table, row.id(), column, value, found.get(column))
                            .isTrue());
                }
            }
        }
    }

    @Test
    void the_next_world_finds_nothing_of_the_last() throws Exception {
        for (int i = 0; i < 3; i++) {
            database.load(Worlds.random(1).tables());
            database.load(new Tables());
            assertThat(database.read().names()).isEmpty();
        }
    }

    @Test
    void an_engine_that_echoes_the_reference_passes() throws Exception {
        for (long seed = 1; seed <= WORLDS; seed++) {
            World world = Worlds.random(seed);
            assertThat(new Proof(database, new Echo(world, database), directory).differences(world))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @Test
    void attributes_that_are_a_json_null_are_found() throws Exception {
        World world = Worlds.random(1);
        Engine engine = (db, file, shape) -> {
            EngineResult result = new Echo(world, database).run(db, file, shape);
            try (var connection = db.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update public.contacts set custom_attributes = 'null'");
            }
            return result;
        };
        assertThat(new Proof(database, engine, directory).differences(world)).isNotEmpty();
    }

    @Test
    void a_failing_world_becomes_a_small_test() throws Exception {
        World world = Worlds.random(8);
        // An engine that does nothing at all.
        Engine idle = (db, file, shape) -> Echo.lines(List.of(), List.of());
        String test = new Proof(database, idle, directory).report(world, 300);
        assertThat(test).contains("Worlds.parse").contains("// ");
        assertThat(test.lines().filter(l -> l.strip().startsWith("line "))).hasSize(1);
    }
}

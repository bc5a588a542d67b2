package contactimport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.job.Allowance;
import contactimport.job.CheckSettings;
import contactimport.job.Checker;
import contactimport.job.Correcting;
import contactimport.job.Feed;
import contactimport.job.ImportFile;
import contactimport.job.ImportSettings;
import contactimport.job.Importer;
import contactimport.job.Meter;
import contactimport.job.Stop;
import contactimport.job.Waived;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a quiet database a check says line by line what the import then does, in the same files, and changes nothing; its fingerprint
 * is the same however the work is cut. {@code -Dproof.worlds=5000 -Dproof.seed=7} tries more worlds, and others.
 */
@ExtendWith(PostgresExtension.class)
class ForecastIT {

    private static final long WORLDS = Math.min(Long.getLong("proof.worlds", 20), 2_000);

    private static final Meter METER = new Meter(Clock.systemUTC());

    @TempDir
    private Path directory;

    private final TestDatabase db;

    ForecastIT(TestDatabase db) {
        this.db = db;
    }

    @Test
    void a_check_predicts_the_import_line_by_line() throws Exception {
        WorldDatabase database = new WorldDatabase(db.ownerDataSource());
        Checker checker = new Checker(db.target(), Clock.systemUTC(), new Stop());
        long seed = Long.getLong("proof.seed", 1);
        try (Importer importer =
                new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop())) {
            for (long s = seed; s < seed + WORLDS; s++) {
                World world = Worlds.random(s);
                if (world.isImportable()) {
                    predicts("seed " + s, world, database, checker, importer);
                }
            }
        }
    }

    private void predicts(String what, World world, WorldDatabase database, Checker checker, Importer importer)
            throws Exception {
        database.load(world.tables());
        Tables before = database.read();
        Path file = directory.resolve(world.csv() ? "world.csv" : "world.jsonl");
        Files.writeString(file, WorldFile.of(world).text());
        boolean write = world.partitions() == 5;
        Importer.Result check = checker.check(
                ImportFile.of(file),
                settings(world),
                Correcting.AS_THE_FILE_SAYS,
                new CheckSettings(write, null),
                METER);
        Importer.Result again = checker.check(
                ImportFile.of(file),
                settings(world.withShape(world.chunk() == 1 ? 100 : 1, 1, 3)),
                Correcting.AS_THE_FILE_SAYS,
                new CheckSettings(!write, null),
                METER);
        assertThat(differences(before, database.read()))
                .as(what + ": what the check changed")
                .isEmpty();
        assertThat(again.report().run().check().fingerprint())
                .as(what + ": fingerprint, cut otherwise")
                .isEqualTo(check.report().run().check().fingerprint())
                .matches("[0-9a-f]{64}");
        Importer.Result result = importer.run(file, settings(world));
        assertThat(forecast(check)).as(what).isEqualTo(forecast(result));
        assertThat(check.exitCode()).as(what).isEqualTo(result.exitCode());
    }

    private static List<String> differences(Tables before, Tables after) {
        return before.names().iterator().hasNext() && Shown.of(before).equals(Shown.of(after))
                ? List.of()
                : List.of(Shown.of(before), Shown.of(after));
    }

    private static final class Shown {
        static String of(Tables tables) {
            StringBuilder text = new StringBuilder();
            tables.names()
                    .forEach(name -> text.append(name)
                            .append(Json.write(tables.rows(name)))
                            .append('\n'));
            return text.toString();
        }
    }

    private static List<String> forecast(Importer.Result result) throws Exception {
        return Forecast.of(result.report().directory(), result.report().run().id());
    }

    private ImportSettings settings(World world) {
        return new ImportSettings(
                ProductRules.of(world.settings()),
                ProductRules.columnsOf(world.settings()),
                null,
                1 << 20,
                world.threads(),
                world.chunk(),
                world.partitions(),
                directory.resolve("reports"),
                Allowance.ANY,
                Allowance.ANY,
                new Waived(Allowance.ANY, true, true, true),
                Feed.NONE,
                Map.of(),
                Retry.DEFAULT);
    }
}

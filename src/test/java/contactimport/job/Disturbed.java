package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;

/** Imports the workload while something happens to its database, and compares what comes of it with an undisturbed import. */
final class Disturbed {

    private static final Workload LOAD = new Workload(300, 2_000);

    private final Path dir;
    private final Workload.Outcome undisturbed;

    /** @param reference a database of its own for the undisturbed import */
    Disturbed(TestDatabase reference, Path dir) {
        this.dir = dir;
        LOAD.into(reference);
        try (Trial trial = trial(reference)) {
            assertThat(trial.run(LOAD.file(dir)).exitCode()).isEqualTo(Verdict.WITH_REJECTS);
        }
        undisturbed = Workload.outcome(reference);
    }

    @FunctionalInterface
    interface Event {
        void happens() throws Exception;
    }

    /** The people of the workload, in a database that will be disturbed. */
    static TestDatabase people(TestDatabase db) {
        return LOAD.into(db);
    }

    /** An import of the workload: three threads, small chunks, upsert and merge. */
    Trial trial(TestDatabase db) {
        return Trial.of(db, dir)
                .rules(Mode.UPSERT, OnConflict.MERGE)
                .parallel(3, 10, 40)
                .waiting(Duration.ofMinutes(2));
    }

    Future<Importer.Result> start(Trial trial) {
        return trial.start(LOAD.file(dir));
    }

    Importer.Result run(Trial trial) {
        return trial.run(LOAD.file(dir));
    }

    /** At this moment that happens; then the import goes on by itself, and comes to the same. */
    void at(Moment moment, TestDatabase db, Event event) throws Exception {
        people(db);
        try (Connection keeper = moment.gate(db);
                Trial trial = trial(db)) {
            Future<Importer.Result> running = start(trial);
            trial.until(running, Moment.REACHED);
            event.happens();
            closeQuietly(keeper);
            same(db, Trial.resultOf(running));
        }
    }

    void same(TestDatabase db, Importer.Result result) {
        assertThat(result.report().run().proof().violations()).isEmpty();
        assertThat(result.exitCode()).as(result.trouble().toString()).isEqualTo(Verdict.WITH_REJECTS);
        assertThat(Workload.outcome(db)).isEqualTo(undisturbed);
    }

    /** Its server may have died. */
    static void closeQuietly(Connection keeper) {
        try {
            keeper.close();
        } catch (SQLException e) {
            // then it is closed
        }
    }
}

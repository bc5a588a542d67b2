package contactimport.bench;

import java.nio.file.Path;
import java.util.List;

/** Who does the work. */
interface Contender {

    String name();

    boolean knows(Workload workload);

    /** More lines than this would take too long; the rate is what counts. */
    long mostLines();

    Measured run(BenchServer server, String database, Workload workload, Path file, long lines) throws Exception;

    static List<Contender> all(Path scratch) {
        return List.of(
                new HandWritten(1, false),
                new HandWritten(2, false),
                new HandWritten(2, true),
                Launched.ours(scratch, false),
                Launched.ours(scratch, true),
                Launched.plainJob(scratch));
    }
}

package contactimport.job;

import contactimport.report.Report;
import contactimport.report.ReportPlace;
import contactimport.report.Reports;
import contactimport.report.RunInfo;
import contactimport.report.SummaryJson;
import contactimport.store.Accounting;
import contactimport.store.Accounting.Proof;
import contactimport.store.Ending;
import contactimport.store.LedgerReader;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.StagedRows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Closes a run for good. What it did stays; its report tells which lines it never reached, and then they are given up. */
final class Closing {

    private final Connections connections;
    private final DataSource dataSource;
    private final String database;
    private final Clock clock;

    Closing(Connections connections, DataSource dataSource, String database, Clock clock) {
        this.connections = connections;
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
    }

    /** @throws contactimport.report.ReportFault if the report cannot be written; the run is closed all the same */
    Report close(RunState run, ReportPlace reports) {
        AtomicInteger epoch = new AtomicInteger();
        connections.apart(c -> epoch.set(RunTable.close(c, run.no())));
        Proof proof = new Accounting(dataSource).prove(run.no());
        Report report = new Reports(new LedgerReader(dataSource)).write(info(run, proof), reports);
        connections.apart(c -> {
            RunTable.finish(
                    c,
                    run.no(),
                    epoch.get(),
                    new Ending(
                            "abandoned",
                            Verdict.PART_WAY,
                            SummaryJson.of(report),
                            null,
                            report.run().ended()));
            StagedRows.drop(c);
        });
        if (run.path() != null) {
            new ImportFile(Path.of(run.path()), run.fileName(), run.spooled()).drop();
        }
        return report;
    }

    private RunInfo info(RunState run, Proof proof) {
        return RunInfo.of(run, database, "abandoned", Verdict.PART_WAY, false, clock.instant(), proof);
    }
}

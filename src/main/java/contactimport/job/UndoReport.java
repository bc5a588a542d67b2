package contactimport.job;

import contactimport.contact.WarningCode;
import contactimport.report.Report;
import contactimport.report.ReportPlace;
import contactimport.report.Reports;
import contactimport.report.RunInfo;
import contactimport.store.Accounting;
import contactimport.store.Accounting.Proof;
import contactimport.store.LedgerReader;
import contactimport.store.PaceTable;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Proves an undo's accounting, says how it ended, and writes the same files as an import's report. */
final class UndoReport {

    private final Connections connections;
    private final DataSource dataSource;
    private final String database;
    private final Clock clock;

    UndoReport(Connections connections, DataSource dataSource, String database, Clock clock) {
        this.connections = connections;
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
    }

    Report write(RunState run, List<Throwable> failures, Stop stop, Meter meter, ReportPlace reports) {
        connections.apart(c -> RunTable.requireEpoch(c, run.no(), run.epoch()));
        meter.begin(Progress.Phase.REPORT);
        connections.apart(
                c -> PaceTable.save(c, run.no(), run.epoch(), meter.pace().marks(run.epoch())));
        Proof proof = new Accounting(dataSource).prove(run.no());
        LedgerReader ledger = new LedgerReader(dataSource);
        boolean keptParts =
                ledger.warningsByCode(run.no()).stream().anyMatch(w -> w.code().equals(WarningCode.UNDO_KEPT.name()));
        boolean ours = failures.stream().anyMatch(Trouble::isOurs);
        Verdict verdict = Verdict.of(
                proof,
                ours,
                stop.cause(),
                connections.here(c -> RunTable.border(c, run.no(), run.epoch())),
                Allowance.NONE);
        if (verdict.exitCode() == Verdict.DONE && keptParts) {
            verdict = new Verdict("completed_with_rejects", Verdict.WITH_REJECTS);
        }
        return new Reports(ledger).write(info(run, proof, verdict).because(Trouble.sentences(failures)), reports);
    }

    private RunInfo info(RunState run, Proof proof, Verdict verdict) {
        return RunInfo.of(
                run,
                database,
                verdict.status(),
                verdict.exitCode(),
                !verdict.isDone() && proof.holds(),
                clock.instant(),
                proof);
    }
}

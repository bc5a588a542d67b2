package contactimport.job;

import contactimport.report.Report;
import contactimport.report.ReportPlace;
import contactimport.report.Reports;
import contactimport.report.RunInfo;
import contactimport.source.Json;
import contactimport.store.Accounting;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader;
import contactimport.store.PastRun;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes the report files of an earlier run again. */
public final class ReportAgain {

    private static final int RUNNING = 5;

    private final DataSource dataSource;
    private final String database;

    /** @param database how people are told which database it is */
    public ReportAgain(DataSource dataSource, String database) {
        this.dataSource = dataSource;
        this.database = database;
    }

    /** @throws contactimport.report.ReportFault if the files cannot be written */
    public Report write(PastRun run, ReportPlace reports) {
        Proof proof = proof(run);
        boolean unfinished = run.status().equals("failed") || run.status().equals("interrupted");
        RunInfo info = new RunInfo(
                        run.no(),
                        run.id(),
                        database,
                        run.file(),
                        run.sha256(),
                        run.format(),
                        run.header(),
                        run.settings(),
                        run.status(),
                        run.exitCode() == null ? RUNNING : run.exitCode(),
                        unfinished && proof.holds(),
                        run.startedAt(),
                        run.finishedAt(),
                        proof)
                .readAs(run.reading());
        String error = run.error();
        return new Reports(new LedgerReader(dataSource))
                .write(error == null ? info : info.because(List.of(error)), reports);
    }

    /** A run that is done has been proved when it ended, and its staged rows are gone; any other is proved as it stands. */
    private Proof proof(PastRun run) {
        String summary = run.summary();
        boolean done = run.status().startsWith("completed")
                || run.status().equals("abandoned")
                || run.status().equals("guarded");
        return done && summary != null
                ? new Proof(tally(Json.readObject(summary)), List.of())
                : new Accounting(dataSource).prove(run.no());
    }

    private static Tally tally(Map<String, @Nullable Object> summary) {
        return new Tally(
                count(summary, "read"),
                count(summary, "updated"),
                count(summary, "created"),
                count(summary, "merged"),
                count(summary, "unchanged"),
                count(summary, "rejected"),
                count(summary, "failed"));
    }

    private static long count(Map<String, @Nullable Object> summary, String name) {
        return summary.get(name) instanceof BigDecimal n ? n.longValueExact() : 0;
    }
}

package contactimport.job;

import contactimport.report.Report;
import contactimport.report.ReportFault;
import contactimport.report.ReportPlace;
import contactimport.report.Reports;
import contactimport.report.RunInfo;
import contactimport.report.SummaryJson;
import contactimport.store.Accounting;
import contactimport.store.Accounting.Proof;
import contactimport.store.Ending;
import contactimport.store.LedgerReader;
import contactimport.store.PaceTable;
import contactimport.store.RunTable;
import contactimport.store.StagedRows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Reads the ledger once: what is counted there proves the accounting, and is at the same time written into the first of the
 * files. Says how the run ended, and writes the others. Runs after a failed merge too.
 */
final class ReportStep {

    private final Connections connections;
    private final RunScope run;
    private final DataSource dataSource;
    private final String database;
    private final Clock clock;
    private final AtomicReference<Report> written;
    private final Lapses lapses;
    private final UnaryOperator<RunInfo> end;

    /** @param end what else is to be said about the run, and perhaps how it ends */
    ReportStep(
            Connections connections,
            RunScope run,
            DataSource dataSource,
            String database,
            Clock clock,
            AtomicReference<Report> written,
            UnaryOperator<RunInfo> end) {
        this.connections = connections;
        this.run = run;
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
        this.written = written;
        lapses = new Lapses(connections);
        this.end = end;
    }

    Step step(JobRepository repository, JdbcTransactionManager tm) {
        return new StepBuilder("report", repository)
                .tasklet(
                        (contribution, context) -> {
                            List<Throwable> failures = contribution
                                    .getStepExecution()
                                    .getJobExecution()
                                    .getAllFailureExceptions();
                            // After an outage there is another launch: it has something to report.
                            if (!RunJob.cameToNothing(failures) && !lapses.isBehind(run, failures)) {
                                Located.in("report", () -> {
                                    write(failures);
                                    return RepeatStatus.FINISHED;
                                });
                            }
                            return RepeatStatus.FINISHED;
                        },
                        tm)
                .transactionAttribute(Connections.NONE)
                .build();
    }

    void write(List<Throwable> failures) {
        connections.apart(c -> RunTable.requireEpoch(c, run.no(), run.epoch()));
        run.meter().begin(Progress.Phase.REPORT);
        connections.apart(
                c -> PaceTable.save(c, run.no(), run.epoch(), run.meter().pace().marks(run.epoch())));
        List<String> why = new ArrayList<>(Trouble.sentences(failures));
        Optional<Stop.Cause> stop = run.stop().cause();
        stop.map(Stop.Cause::sentence).ifPresent(why::add);
        Function<Proof, RunInfo> ended =
                proof -> end.apply(info(proof, verdict(proof, failures, stop))).because(why);
        Accounting accounting = new Accounting(dataSource);
        Reports reports = new Reports(new LedgerReader(dataSource));
        ReportPlace place = run.settings().reports();
        try {
            Report report = reports.write(
                    run.no(), run.id(), run.reading(), place, count -> ended.apply(accounting.prove(run.no(), count)));
            finish(report, why);
            written.set(report);
        } catch (ReportFault e) {
            // The run has ended all the same, and is in nobody's way: its report can be written later.
            finish(reports.unwritten(ended.apply(accounting.prove(run.no())), place), why);
            throw e;
        }
    }

    private Verdict verdict(Proof proof, List<Throwable> failures, Optional<Stop.Cause> stop) {
        return Verdict.of(
                proof,
                failures.stream().anyMatch(Trouble::isOurs),
                stop,
                connections.here(c -> RunTable.border(c, run.no(), run.epoch())),
                run.settings().accepted());
    }

    private void finish(Report report, List<String> why) {
        RunInfo info = report.run();
        String error = why.isEmpty() ? null : String.join("; ", why);
        connections.apart(c -> {
            Ending end = new Ending(info.status(), info.exitCode(), SummaryJson.of(report), error, info.ended());
            RunTable.finish(c, run.no(), run.epoch(), end);
            if (new Verdict(info.status(), info.exitCode()).isDone()) {
                StagedRows.drop(c);
            }
        });
    }

    private RunInfo info(Proof proof, Verdict verdict) {
        return RunInfo.of(
                        run.state(),
                        database,
                        verdict.status(),
                        verdict.exitCode(),
                        !verdict.isDone() && proof.holds(),
                        clock.instant(),
                        proof)
                .readAs(run.reading());
    }
}

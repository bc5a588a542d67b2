package contactimport.job;

import contactimport.report.CheckInfo;
import contactimport.report.Report;
import contactimport.report.RunInfo;
import contactimport.store.Clearings;
import contactimport.store.Mirror;
import contactimport.store.OneSession;
import contactimport.store.PlanFingerprint;
import contactimport.store.PlanFingerprint.FirstIds;
import contactimport.store.Target;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The steps of an import, with the mirror before the merge, all in one session. */
final class CheckJob {

    private final Batch batch;
    private final OneSession session;
    private final Target target;
    private final Clock clock;
    private final CheckSettings how;
    private final AtomicReference<FirstIds> first = new AtomicReference<>();

    CheckJob(Batch batch, OneSession session, Target target, Clock clock, CheckSettings how) {
        this.batch = batch;
        this.session = session;
        this.target = target;
        this.clock = clock;
        this.how = how;
    }

    Batch batch() {
        return batch;
    }

    Job job(RunScope run, AtomicReference<Report> written) {
        JobRepository repository = batch.repository();
        JdbcTransactionManager tm = batch.transactions();
        Connections connections = batch.connections();
        SimpleAsyncTaskExecutor one = new SimpleAsyncTaskExecutor("check-");
        one.setConcurrencyLimit(1);
        Step stage = StageStep.of(repository, tm, connections, run);
        Step plan = PlanStep.of(repository, tm, connections, run, session, target.name());
        Step mirror = how.write()
                ? MirrorStep.pretence(repository, tm, connections, run, session, first)
                : MirrorStep.twins(repository, tm, connections, run, first);
        Step merge = MergeStep.of(repository, tm, connections, run, one);
        Step stragglers = StragglersStep.of(repository, tm, connections, run);
        Step report = new ReportStep(connections, run, session, target.name(), clock, written, info -> end(run, info))
                .step(repository, tm);
        return new StepFlow(merge, stragglers, report)
                .job(new JobBuilder("contact-import-check", repository), List.of(stage, plan, mirror));
    }

    /** What a check says beside what an import says, and whether it is the plan that was expected. */
    private RunInfo end(RunScope run, RunInfo info) {
        Connections connections = batch.connections();
        CheckInfo check = new CheckInfo(
                how.write(),
                fingerprint(run, info),
                how.expected(),
                connections.here(c -> Clearings.byField(c, run.no())),
                connections.here(c -> new Mirror(target.schemas()).unfinished(c, run.no())));
        boolean whole = check.fingerprint() != null;
        return whole && check.differs()
                ? info.checked(check, "guarded", Verdict.GUARDED)
                : info.checked(check, info.status(), info.exitCode());
    }

    private @Nullable String fingerprint(RunScope run, RunInfo info) {
        FirstIds ids = first.get();
        boolean whole = info.proof().holds() && info.status().startsWith("completed");
        return ids == null || !whole ? null : PlanFingerprint.of(session, run.no(), ids);
    }
}

package contactimport.cli;

import contactimport.job.Chunks;
import contactimport.job.Meter;
import contactimport.job.Progress;
import contactimport.report.Report;
import contactimport.store.Accounting.Tally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The metrics of one command: what its meters know while it runs, and how its runs ended. Several files of one command are added
 * up. No label ever has a value of a file. Thread-safe.
 */
final class RunMetrics {

    private static final String PREFIX = "contact.import.";
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lines = new ConcurrentHashMap<>();
    private final MultiGauge outcomes;
    private final MultiGauge rejects;
    private final Map<String, Long> codes = new ConcurrentHashMap<>();
    private final MultiGauge positions;
    private final MultiGauge rows;
    private volatile double lastSuccess;

    /**
     * @param command a label of every metric
     * @param feed the other one: tells two schedules of one machine apart
     */
    RunMetrics(MeterRegistry registry, String command, String feed, long beganMillis) {
        this.registry = registry;
        registry.config().commonTags("command", command, "feed", feed);
        outcomes = multi("lines", "Lines of the runs that have ended, by outcome");
        rejects = multi("rejected.lines", "Rejected lines of the runs that have ended, by their first code");
        positions = multi("partition.position", "Rows of a partition that are decided");
        rows = multi("partition.rows", "Rows of a partition");
        gauge("started.timestamp.seconds", "When the command began", () -> beganMillis / MILLIS);
        progress();
        contention();
        FunctionTimer.builder(
                        PREFIX + "chunk",
                        this,
                        me -> me.sum(m -> m.chunks().count()),
                        me -> me.sum(m -> m.chunks().nanos()),
                        TimeUnit.NANOSECONDS)
                .description("Transactions of the merge")
                .register(registry);
        gauge(
                "chunk.slowest.seconds",
                "The slowest transaction of the merge",
                () -> meters.stream()
                                .mapToLong(m -> m.chunks().slowestNanos())
                                .max()
                                .orElse(0)
                        / 1e9);
    }

    private void progress() {
        for (Progress.Phase phase : Progress.Phase.values()) {
            Gauge.builder(PREFIX + "step.done.ratio", this, me -> me.done(phase))
                    .description("How far the present run is, by step; 1: through")
                    .tag("step", phase.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        now("read", Progress.Counts::read);
        now("written", Progress.Counts::written);
        now("unchanged", Progress.Counts::unchanged);
        now("rejected", Progress.Counts::rejected);
    }

    private void now(String what, ToLongFunction<Progress.Counts> count) {
        Gauge.builder(
                        PREFIX + "present.lines",
                        this,
                        me -> me.present()
                                .flatMap(Meter::now)
                                .map(p -> (double) count.applyAsLong(p.counts()))
                                .orElse(0.0))
                .description("Lines of the present run so far")
                .tag("what", what)
                .register(registry);
    }

    private void contention() {
        retries("lock_timeout", m -> m.contention().lockTimeouts());
        retries("deadlock", m -> m.contention().deadlocks());
        retries("decided_again", m -> m.contention().timesDecidedAgain());
        counter(
                "groups.set.aside",
                "Groups whose lock was never let go of",
                Tags.empty(),
                m -> m.contention().groupsSetAside());
        counter(
                "lock.wait.seconds",
                "Time lost to locks",
                Tags.empty(),
                m -> m.contention().waitedNanos() / 1e9);
    }

    private void retries(String reason, ToDoubleFunction<Meter> count) {
        counter("retries", "Attempts at a chunk that were made again", Tags.of("reason", reason), count);
    }

    private void counter(String name, String description, Tags tags, ToDoubleFunction<Meter> count) {
        FunctionCounter.builder(
                        PREFIX + name,
                        this,
                        me -> me.meters.stream().mapToDouble(count).sum())
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String description, java.util.function.DoubleSupplier value) {
        Gauge.builder(PREFIX + name, value::getAsDouble)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private MultiGauge multi(String name, String description) {
        return MultiGauge.builder(PREFIX + name).description(description).register(registry);
    }

    private long sum(ToLongFunction<Meter> count) {
        return meters.stream().mapToLong(count).sum();
    }

    private Optional<Meter> present() {
        return meters.isEmpty() ? Optional.empty() : Optional.of(meters.get(meters.size() - 1));
    }

    private double done(Progress.Phase phase) {
        return present()
                .map(meter -> {
                    Progress now = meter.now().orElse(null);
                    if (now != null && now.phase() == phase) {
                        return now.share().orElse(0.0);
                    }
                    return meter.past().stream().anyMatch(p -> p.phase() == phase) ? 1.0 : 0.0;
                })
                .orElse(0.0);
    }

    /** The next run begins. */
    void watch(Meter meter) {
        meters.add(meter);
    }

    /** The present run has ended. */
    void ended(Report report) {
        Tally tally = report.run().proof().tally();
        add(lines, "updated", tally.updated());
        add(lines, "created", tally.created());
        add(lines, "merged", tally.merged());
        add(lines, "unchanged", tally.unchanged());
        add(lines, "rejected", tally.rejected());
        add(lines, "failed", tally.failed());
        report.rejects().forEach(code -> add(codes, code.code(), code.count()));
    }

    private static void add(Map<String, Long> counts, String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    /** What was known before of the last success, in seconds since 1970. */
    void succeededAt(double seconds) {
        if (lastSuccess == 0) {
            gauge("last.success.timestamp.seconds", "When such a command last ended with 0 or 3", () -> lastSuccess);
        }
        lastSuccess = seconds;
    }

    void finish(int exit, long endMillis) {
        if (exit == ExitCode.DONE || exit == ExitCode.REJECTS) {
            succeededAt(endMillis / MILLIS);
        }
        gauge("finished.timestamp.seconds", "When the command ended", () -> endMillis / MILLIS);
        gauge("exit.code", "The exit code of the command", () -> exit);
        refresh();
    }

    /** What has come into being meanwhile: outcomes, codes, partitions. */
    synchronized void refresh() {
        outcomes.register(rowsOf("outcome", lines), true);
        rejects.register(rowsOf("code", codes), true);
        List<MultiGauge.Row<?>> done = new ArrayList<>();
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        present().map(meter -> meter.chunks().positions()).orElse(Map.of()).forEach((part, position) -> {
            Tags tags = Tags.of("partition", Integer.toString(part));
            done.add(MultiGauge.Row.of(tags, position, Chunks.Position::done));
            all.add(MultiGauge.Row.of(tags, position, Chunks.Position::rows));
        });
        positions.register(done, true);
        rows.register(all, true);
    }

    private static List<MultiGauge.Row<?>> rowsOf(String label, Map<String, Long> counts) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(MultiGauge.Row.of(Tags.of(label, name), count)));
        return rows;
    }
}

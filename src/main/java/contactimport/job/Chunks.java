package contactimport.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the chunks of a launch took, and where its partitions stand. Numbers for monitoring, never the truth; thread-safe. */
public final class Chunks {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong slowest = new AtomicLong();
    private final Map<Integer, Position> positions = new ConcurrentHashMap<>();

    /**
     * Where a partition stands.
     *
     * @param done rows that are decided, of {@code rows}
     */
    public record Position(long done, long rows) {}

    void at(int part, long done, long rows) {
        positions.put(part, new Position(done, rows));
    }

    void took(long chunkNanos) {
        count.increment();
        nanos.add(chunkNanos);
        slowest.accumulateAndGet(chunkNanos, Math::max);
    }

    public long count() {
        return count.sum();
    }

    public long nanos() {
        return nanos.sum();
    }

    public long slowestNanos() {
        return slowest.get();
    }

    /** By number of the partition; none before the plan. */
    public Map<Integer, Position> positions() {
        return new TreeMap<>(positions);
    }
}

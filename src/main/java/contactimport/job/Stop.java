package contactimport.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a running import to end at the next chunk's border. The first who asks counts. Thread-safe. */
public final class Stop {

    private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();

    /**
     * Who or what ends the run.
     *
     * @param exitCode what the command ends with: 130 and 143 for signals, 4 for a guard, 5 for the command {@code stop}
     * @param sentence for the operator
     */
    record Cause(int exitCode, String sentence) {
        Cause {
            requireNonNull(sentence);
            if (exitCode == Verdict.DONE) {
                throw new IllegalArgumentException("a run that is stopped does not end with 0");
            }
        }
    }

    /** As by the command {@code stop}. */
    public void request() {
        request(Verdict.PART_WAY, "it was asked to stop");
    }

    /** @param exitCode of the signal: 130 or 143 */
    public void request(int exitCode) {
        request(exitCode, "the process was asked to end by a signal (exit " + exitCode + ")");
    }

    void request(int exitCode, String sentence) {
        cause.compareAndSet(null, new Cause(exitCode, sentence));
    }

    public boolean isRequested() {
        return cause.get() != null;
    }

    /** What the command ends with; 0 if nobody has asked. */
    public int exitCode() {
        return cause().map(Cause::exitCode).orElse(Verdict.DONE);
    }

    Optional<Cause> cause() {
        return Optional.ofNullable(cause.get());
    }
}

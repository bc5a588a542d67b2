package contactimport.job;

import contactimport.store.RunState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What importing a file means beside the earlier runs of the same content: pure.
 *
 * <pre>
 * nothing, or other settings                  → begins a run
 * the same settings, failed or interrupted    → resumes that run
 * the same content, completed                 → begins a run that repeats it
 * the same settings, abandoned                → begins a run
 * </pre>
 *
 * @param resumed the run to go on with; null: a new one begins
 * @param repeated the last run that imported this content to its end; null if none did
 */
record Launch(@Nullable RunState resumed, @Nullable RunState repeated) {

    /** @param sameContent runs of this content, the newest first */
    static Launch of(List<RunState> sameContent, String fingerprint) {
        RunState resumed = first(sameContent.stream()
                .filter(run -> run.isUnfinished() && run.fingerprint().equals(fingerprint))
                .toList());
        return new Launch(
                resumed,
                first(sameContent.stream().filter(RunState::isCompleted).toList()));
    }

    /** The sentence that says so of a file that was imported before. */
    Optional<String> repeats(String file) {
        return Optional.ofNullable(repeated)
                .map(run -> "the content of " + file + " was imported before, by run " + run.id()
                        + (run.finishedAt() == null ? "" : ", finished at " + run.finishedAt()));
    }

    private static @Nullable RunState first(List<RunState> runs) {
        return runs.isEmpty() ? null : runs.get(0);
    }
}

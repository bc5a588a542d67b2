package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Rules;
import contactimport.source.ReadAs;
import contactimport.source.Source;
import contactimport.store.RunState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one launch share.
 *
 * @param state of the run as this launch found it; its epoch is that of this launch
 * @param file null once the file has been read to its end
 * @param gate null for a check, which needs no turn
 * @param newerWins whether a contact that a later run has written is left alone
 */
record RunScope(
        RunState state,
        @Nullable Source file,
        ImportSettings settings,
        Ground ground,
        @Nullable Gate gate,
        Stop stop,
        Meter meter,
        boolean newerWins) {

    /** A check needs no turn, and must not write what is not its own. */
    boolean isCheck() {
        return gate == null;
    }

    /** It is our turn in these accounts, and stays so. */
    void enter(Set<Long> accounts) {
        if (gate != null) {
            gate.accounts(no(), id(), accounts);
        }
    }

    /** @throws contactimport.store.StaleRunException if it is not our turn any more */
    void requireTurn() {
        if (gate != null) {
            gate.requireLocks();
        }
    }

    long no() {
        return state.no();
    }

    String id() {
        return state.id();
    }

    int epoch() {
        return state.epoch();
    }

    /** How the file is read; of an archive the members that were read so far. */
    ReadAs reading() {
        return state.stageDone() || file == null ? state.reading() : new ReadAs(file.detected(), file.members());
    }

    Rules rules() {
        return settings.rules();
    }

    /** @throws NullPointerException once the file has been read to its end */
    Source source() {
        return requireNonNull(file);
    }
}

package contactimport.merge;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Outcome;
import contactimport.contact.Reason;
import contactimport.contact.Warning;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of one line: applied (perhaps changing nothing), or rejected. */
public sealed interface Decision {

    <R> R fold(Function<? super Applied, ? extends R> applied, Function<? super Rejected, ? extends R> rejected);

    /**
     * @param outcome updated, created, merged or unchanged
     * @param absorbed ids of the contacts that this line absorbed, in order
     * @param warnings of the merge; those of the earlier checks come with the patch
     */
    record Applied(Outcome outcome, long contactId, Changes changes, List<Long> absorbed, List<Warning> warnings)
            implements Decision {
        public Applied {
            requireNonNull(outcome);
            absorbed = List.copyOf(absorbed);
            warnings = List.copyOf(warnings);
        }

        @Override
        public <R> R fold(
                Function<? super Applied, ? extends R> applied, Function<? super Rejected, ? extends R> rejected) {
            return applied.apply(this);
        }
    }

    /** @param contactId the contact that the line addressed, if one was found */
    record Rejected(List<Reason> reasons, @Nullable Long contactId) implements Decision {
        public Rejected {
            reasons = List.copyOf(reasons);
        }

        @Override
        public <R> R fold(
                Function<? super Applied, ? extends R> applied, Function<? super Rejected, ? extends R> rejected) {
            return rejected.apply(this);
        }
    }
}

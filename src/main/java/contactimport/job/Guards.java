package contactimport.job;

import contactimport.contact.Text;
import contactimport.patch.Presets;
import contactimport.store.ClearTable;
import contactimport.store.DefinitionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks, when every line is staged and planned and no contact has been changed, whether a person should be asked first. What one
 * guard finds and what another does is said together.
 */
final class Guards {

    private final Connections connections;
    private final RunScope run;
    private final List<String> found = new ArrayList<>();

    Guards(Connections connections, RunScope run) {
        this.connections = connections;
        this.run = run;
    }

    /** Ends the run if a guard finds something that the operator has not waived; else attributes are defined that are to be. */
    void look() {
        unsubscribed();
        clears();
        if (found.isEmpty() && run.settings().columns().define() && !run.stop().isRequested()) {
            connections.apart(c -> DefinitionTable.define(c, run.ground().platform(), run.no()));
        }
        if (!found.isEmpty()) {
            run.stop().request(Verdict.GUARDED, String.join("; ", found) + ". No contact was changed");
        }
    }

    private void unsubscribed() {
        if (!run.settings().waived().unsubscribed()) {
            Presets.unsubscribedColumn(
                            run.state().header(), run.settings().columns().mapping())
                    .ifPresent(column -> found.add("the column \"" + Text.label(column)
                            + "\" says that these people have unsubscribed: --accept unsubscribed imports them all the"
                            + " same"));
        }
    }

    private void clears() {
        Map<String, Long> clears = connections.here(c -> ClearTable.count(c, run.no()));
        long all = clears.values().stream().mapToLong(Long::longValue).sum();
        if (!run.settings().waived().clears().allows(all, all)) {
            found.add("the file asks to empty " + all + (all == 1 ? " value (" : " values (")
                    + clears.entrySet().stream()
                            .map(e -> Text.label(e.getKey()) + ": " + e.getValue())
                            .collect(Collectors.joining(", "))
                    + "): --accept clears=" + all + " lets it");
        }
    }
}

package contactimport.job;

import contactimport.contact.Text;
import contactimport.patch.Presets;
import contactimport.source.Source;
import contactimport.store.ClearTable;
import contactimport.store.DefinitionTable;
import contactimport.store.FeedTable;
import contactimport.store.FeedTable.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks, when every line is staged and no contact has been changed, whether a person should be asked first. What one
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
        drift();
        if (found.isEmpty()
                && run.settings().columns().define()
                && !run.isCheck()
                && !run.stop().isRequested()) {
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
        // To count them is to read everything that is staged.
        if (!run.settings().columns().mayClear()) {
            return;
        }
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

    private void drift() {
        Feed feed = run.settings().feed();
        String name = feed.name();
        if (name != null) {
            connections.apart(c -> FeedTable.record(c, run.no(), name, finalNewline()));
        }
        Delivery now = connections.here(c -> FeedTable.of(c, run.no()));
        List<String> strange = new ArrayList<>();
        if (!feed.lines().holds(now.records())) {
            strange.add("it has " + now.records() + " lines, and --expect-lines says " + feed.lines());
        }
        if (name != null) {
            strange.addAll(Drift.of(now, connections.here(c -> FeedTable.accepted(c, run.no(), name)), feed));
            repeated(name);
        }
        if (!strange.isEmpty() && !run.settings().waived().drift()) {
            found.add("the file is not as expected: " + String.join("; ", strange) + " (--accept drift takes it)");
        }
    }

    private void repeated(String feed) {
        if (!run.settings().waived().repeat()) {
            connections
                    .here(c -> FeedTable.repeated(c, run.no(), feed))
                    .ifPresent(id -> found.add("run " + id + " of this feed had the very same content: --accept repeat"
                            + " takes it again"));
        }
    }

    /** Null if the file was not read to its end by this launch. */
    private @Nullable Boolean finalNewline() {
        Source file = run.file();
        if (file == null || file.bytesRead() != run.state().fileSize()) {
            return null;
        }
        return file.endsWithLineEnd();
    }
}

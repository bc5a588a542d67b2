package contactimport.verify;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The API inboxes of a database, loaded once a run. */
public final class Inboxes {

    private final Map<String, Inbox> byIdentifier = new HashMap<>();
    private final Map<Long, Inbox> byId = new HashMap<>();

    public Inboxes(Collection<Inbox> inboxes) {
        inboxes.forEach(inbox -> {
            byIdentifier.put(inbox.identifier(), inbox);
            byId.put(inbox.id(), inbox);
        });
    }

    public Optional<Inbox> find(String identifier) {
        return Optional.ofNullable(byIdentifier.get(identifier));
    }

    /** @throws IllegalArgumentException if there is none: ids come from rows that were staged with this inbox */
    public Inbox withId(long id) {
        Inbox inbox = byId.get(id);
        if (inbox == null) {
            throw new IllegalArgumentException("no API inbox has id " + id);
        }
        return inbox;
    }

    public Collection<Inbox> all() {
        return byId.values();
    }
}

package contactimport.proof;

import contactimport.contact.Contact;
import contactimport.merge.UndoEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which entries of an undo are decided together, as {@code store/UndoPlan} and {@code store/UndoSlices} have it: those that touch
 * one contact, link or value of a key are a group, and a group is cut only if it is more than five times a slice. Without this
 * an undo would take for somebody else's what entries that hang together wrote.
 */
final class UndoGroups {

    private static final int WHOLE = 5;

    private final MemoryLedger undone;
    private final int slice;
    private final Map<String, Integer> seen = new HashMap<>();
    private final int[] parent;

    /** @param slice most entries that are decided together, but for groups */
    UndoGroups(MemoryLedger undone, int slice) {
        this.undone = undone;
        this.slice = slice;
        parent = new int[undone.entries.size()];
    }

    /** @param entries in the order in which they are to be undone */
    List<List<UndoEntry>> slices(List<UndoEntry> entries) {
        List<List<UndoEntry>> slices = new ArrayList<>();
        List<UndoEntry> next = new ArrayList<>();
        for (List<UndoEntry> group : groups(entries)) {
            boolean ends = next.size() >= slice || next.size() + group.size() > WHOLE * slice;
            if (ends && !next.isEmpty()) {
                slices.add(next);
                next = new ArrayList<>();
            }
            for (UndoEntry entry : group) {
                if (next.size() >= WHOLE * slice) {
                    slices.add(next);
                    next = new ArrayList<>();
                }
                next.add(entry);
            }
        }
        slices.add(next);
        return slices;
    }

    private Iterable<List<UndoEntry>> groups(List<UndoEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            parent[i] = i;
            for (String token : tokens(entries.get(i))) {
                Integer other = seen.putIfAbsent(token, i);
                if (other != null) {
                    int a = root(other);
                    int b = root(i);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        Map<Integer, List<UndoEntry>> groups = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            groups.computeIfAbsent(root(i), r -> new ArrayList<>()).add(entries.get(i));
        }
        return groups.values();
    }

    private int root(int node) {
        int root = node;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    private Set<String> tokens(UndoEntry entry) {
        Set<String> tokens = new LinkedHashSet<>();
        tokens.add("contact " + entry.contactId());
        entry.links().keySet().forEach(link -> tokens.add("link " + link));
        for (Map<String, ?> side : List.of(entry.before(), entry.after())) {
            key(tokens, "email", side.get("email"));
            key(tokens, "phone", side.get("phone_number"));
            key(tokens, "identifier", side.get("identifier"));
        }
        entry.absorbed().forEach(c -> tokens.add("contact " + undone.keptBy.get(c.id())));
        entry.absorbed().forEach(c -> whole(tokens, c));
        entry.separated().forEach(c -> whole(tokens, c));
        if (entry.removed() != null) {
            whole(tokens, entry.removed());
        }
        return tokens;
    }

    private static void whole(Set<String> tokens, Contact contact) {
        tokens.add("contact " + contact.id());
        key(tokens, "email", contact.email());
        key(tokens, "phone", contact.phone());
        key(tokens, "identifier", contact.identifier());
    }

    private static void key(Set<String> tokens, String kind, Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            tokens.add(kind + " " + text.toLowerCase(Locale.ROOT));
        }
    }
}

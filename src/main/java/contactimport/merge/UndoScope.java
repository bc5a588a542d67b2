package contactimport.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields are to be put back, and which turned out not to be: a field that somebody changed since the run stays as it is,
 * whatever earlier entries of the run say. Not thread-safe.
 */
public final class UndoScope {

    private final List<String> only;
    private final Map<Long, List<Kept>> blocked = new HashMap<>();
    private final Map<Long, List<Kept>> taken = new HashMap<>();

    /** @param only fields and attribute paths such as {@code custom_attributes.plan}; empty: everything */
    public UndoScope(List<String> only) {
        this.only = List.copyOf(only);
    }

    /** Whether a path can stand in {@code only}: it begins with a field of a contact. */
    public static boolean isPath(String path) {
        return Restorer.fieldNames().contains(path.replaceFirst("\\..*", ""));
    }

    /** Whether links, new contacts and absorptions are undone too. */
    boolean isEverything() {
        return only.isEmpty();
    }

    boolean covers(String path) {
        return only.isEmpty() || only.stream().anyMatch(o -> isWithin(path, o));
    }

    private static boolean isWithin(String path, String outer) {
        return path.equals(outer) || path.startsWith(outer + ".");
    }

    @Nullable Kept blocked(long contactId, String path) {
        for (Kept kept : taken.getOrDefault(contactId, List.of())) {
            if (kept.field().equals(path)) {
                return kept;
            }
        }
        for (Kept kept : blocked.getOrDefault(contactId, List.of())) {
            if (isWithin(path, kept.field()) || isWithin(kept.field(), path)) {
                return kept;
            }
        }
        return null;
    }

    void block(long contactId, Kept kept) {
        blocked.computeIfAbsent(contactId, id -> new ArrayList<>()).add(kept);
    }

    /** A key that somebody else holds by now: decided over all entries at once, so it outlives {@link #again()}. */
    void take(long contactId, Kept kept) {
        taken.computeIfAbsent(contactId, id -> new ArrayList<>()).add(kept);
    }

    /** The entries are gone through once more. */
    void again() {
        blocked.clear();
    }
}

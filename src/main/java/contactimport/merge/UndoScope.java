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
    private final Map<Long, List<Blocked>> blocked = new HashMap<>();
    private final Map<Long, List<Blocked>> taken = new HashMap<>();

    /** @param path a field, and keys of attributes; written with dots, two paths can look alike, for keys may have dots */
    private record Blocked(List<String> path, Kept kept) {}

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

    private static boolean isWithin(List<String> path, List<String> outer) {
        return path.size() >= outer.size() && path.subList(0, outer.size()).equals(outer);
    }

    @Nullable Kept blocked(long contactId, List<String> path) {
        for (Blocked by : taken.getOrDefault(contactId, List.of())) {
            if (by.path().equals(path)) {
                return by.kept();
            }
        }
        for (Blocked by : blocked.getOrDefault(contactId, List.of())) {
            if (isWithin(path, by.path()) || isWithin(by.path(), path)) {
                return by.kept();
            }
        }
        return null;
    }

    void block(long contactId, List<String> path, Kept kept) {
        blocked.computeIfAbsent(contactId, id -> new ArrayList<>()).add(new Blocked(List.copyOf(path), kept));
    }

    /** A key that somebody else holds by now: decided over all entries at once, so it outlives {@link #again()}. */
    void take(long contactId, Kept kept) {
        taken.computeIfAbsent(contactId, id -> new ArrayList<>()).add(new Blocked(List.of(kept.field()), kept));
    }

    /** The entries are gone through once more. */
    void again() {
        blocked.clear();
    }
}

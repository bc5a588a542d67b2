package contactimport.patch;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The known name that somebody may have meant.
 *
 * <pre>
 * emial         → email
 * Phone Number  → phone_number
 * phone         → phone_number
 * shoe size     → none
 * </pre>
 */
public final class Suggestion {

    private static final int SHORTEST_BEGINNING = 4;

    private Suggestion() {}

    static @Nullable String forName(String name) {
        String typed = folded(name);
        String best = nearest(typed, Target.names());
        return best != null ? best : beginning(typed);
    }

    /** The same among other names than those of fields: those of columns, of options. */
    public static @Nullable String among(String name, Collection<String> known) {
        return nearest(folded(name), known);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    private static @Nullable String nearest(String typed, Collection<String> names) {
        String best = null;
        int least = Math.min(2, typed.length() / 3);
        for (String known : names) {
            int distance = distance(typed, folded(known), least);
            if (distance <= least) {
                best = known;
                least = distance - 1;
            }
        }
        return best;
    }

    private static @Nullable String beginning(String typed) {
        return typed.length() < SHORTEST_BEGINNING
                ? null
                : Target.names().stream()
                        .filter(known -> known.startsWith(typed) || known.endsWith("." + typed))
                        .findFirst()
                        .orElse(null);
    }

    /** How many letters to insert, delete, replace or swap with their neighbour; more than {@code limit} is not counted out. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}

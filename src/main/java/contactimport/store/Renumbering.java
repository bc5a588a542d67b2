package contactimport.store;

import java.util.Arrays;

/**
 * Names for ids such that two runs that differ only in the ids they gave out look alike: ids from {@code first} on were given out
 * by the run and are numbered in the order in which they are asked for. Four bytes an id. Not thread-safe.
 *
 * <pre>
 * first 100:  7 → 7    100 → #1 or whatever comes next    100 again → the same
 * </pre>
 */
final class Renumbering {

    private static final int FIRST_SIZE = 256;

    private final long first;
    private int[] numbers = new int[FIRST_SIZE];
    private int count;

    Renumbering(long first) {
        this.first = first;
    }

    String of(long id) {
        if (id < first) {
            return Long.toString(id);
        }
        int place = Math.toIntExact(id - first);
        if (place >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(place + 1, numbers.length + (numbers.length >> 1)));
        }
        if (numbers[place] == 0) {
            numbers[place] = ++count;
        }
        return "#" + numbers[place];
    }
}

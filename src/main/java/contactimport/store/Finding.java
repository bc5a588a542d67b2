package contactimport.store;

import static java.util.Objects.requireNonNull;

/**
 * What one look at the database or the machine found.
 *
 * @param what was looked at, in a word or two
 * @param words one sentence, with what to do next if there is something to do
 */
public record Finding(String what, Level level, String words) {

    /** A warning does not keep an import from running; a problem does. */
    public enum Level {
        OK,
        WARNING,
        PROBLEM
    }

    public Finding {
        requireNonNull(what);
        requireNonNull(level);
        requireNonNull(words);
    }

    public static Finding ok(String what, String words) {
        return new Finding(what, Level.OK, words);
    }

    public static Finding warning(String what, String words) {
        return new Finding(what, Level.WARNING, words);
    }

    public static Finding problem(String what, String words) {
        return new Finding(what, Level.PROBLEM, words);
    }
}

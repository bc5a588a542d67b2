package contactimport.verify;

import static java.util.Objects.requireNonNull;

import java.util.function.BiFunction;
import java.util.function.Function;

/** The hash of a line, or why it gets none. */
public sealed interface Signature {

    /** @param signed of the inbox identifier and the hash */
    <R> R fold(BiFunction<String, String, R> signed, Function<Unsigned, R> unsigned);

    /** @param hash 64 lower-case hex digits */
    record Signed(String inbox, String hash) implements Signature {
        public Signed {
            requireNonNull(inbox);
            requireNonNull(hash);
        }

        @Override
        public <R> R fold(BiFunction<String, String, R> signed, Function<Unsigned, R> unsigned) {
            return signed.apply(inbox, hash);
        }
    }

    /** The line stays as it is. */
    record None(Unsigned why) implements Signature {
        public None {
            requireNonNull(why);
        }

        @Override
        public <R> R fold(BiFunction<String, String, R> signed, Function<Unsigned, R> unsigned) {
            return unsigned.apply(why);
        }
    }
}

package contactimport.contact;

import java.util.List;
import java.util.function.Function;

/**
 * The result of checking one line or field: a value that passed, or all the reasons why it did not. Bad content is a value,
 * never an exception.
 */
public sealed interface Checked<T> {

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Checked<T> failed(Reason reason) {
        return new Failed<>(List.of(reason));
    }

    static <T> Checked<T> failed(List<Reason> reasons) {
        return new Failed<>(reasons);
    }

    <R> R fold(Function<? super T, ? extends R> passed, Function<? super List<Reason>, ? extends R> failed);

    /** The next check, made only if this one passed. */
    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return fold(next, Failed::new);
    }

    default <R> Checked<R> map(Function<? super T, ? extends R> next) {
        return fold(value -> new Passed<R>(next.apply(value)), Failed::new);
    }

    record Passed<T>(T value) implements Checked<T> {
        @Override
        public <R> R fold(Function<? super T, ? extends R> passed, Function<? super List<Reason>, ? extends R> failed) {
            return passed.apply(value);
        }
    }

    record Failed<T>(List<Reason> reasons) implements Checked<T> {
        public Failed {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a failed check needs a reason");
            }
        }

        @Override
        public <R> R fold(Function<? super T, ? extends R> passed, Function<? super List<Reason>, ? extends R> failed) {
            return failed.apply(reasons);
        }
    }
}

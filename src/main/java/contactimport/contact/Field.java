package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a line asks of one field. A blank cell is {@link Keep}: blank never erases. {@link Clear} is only ever made from a
 * clear token that the operator chose.
 */
public sealed interface Field<T> {

    static <T> Field<T> keep() {
        return new Keep<>();
    }

    static <T> Field<T> set(T value) {
        return new Set<>(value);
    }

    static <T> Field<T> ofNullable(@Nullable T value) {
        return value == null ? keep() : set(value);
    }

    <R> R fold(Supplier<? extends R> keep, Function<? super T, ? extends R> set, Supplier<? extends R> clear);

    /** The value to set, or null when the field is kept or cleared. */
    @Nullable T value();

    default <R> Field<R> map(Function<? super T, ? extends R> f) {
        return this.<Field<R>>fold(Field::keep, v -> set(f.apply(v)), Clear::new);
    }

    record Keep<T>() implements Field<T> {
        @Override
        public <R> R fold(
                Supplier<? extends R> keep, Function<? super T, ? extends R> set, Supplier<? extends R> clear) {
            return keep.get();
        }

        @Override
        public @Nullable T value() {
            return null;
        }
    }

    record Set<T>(T value) implements Field<T> {
        public Set {
            requireNonNull(value);
        }

        @Override
        public <R> R fold(
                Supplier<? extends R> keep, Function<? super T, ? extends R> set, Supplier<? extends R> clear) {
            return set.apply(value);
        }
    }

    record Clear<T>() implements Field<T> {
        @Override
        public <R> R fold(
                Supplier<? extends R> keep, Function<? super T, ? extends R> set, Supplier<? extends R> clear) {
            return clear.get();
        }

        @Override
        public @Nullable T value() {
            return null;
        }
    }
}

package contactimport.contact;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map in the order of writing, in one array: a chunk holds thousands of JSON objects of two or three members,
 * and a linked hash map of three takes five times the room. Not for many members: it looks at all of them.
 */
final class FewMembers extends AbstractMap<String, @Nullable Object> {

    /** More are found more quickly by hash. */
    static final int MOST = 8;

    /** Key, value, key, value … */
    private final @Nullable Object[] entries;

    private FewMembers(@Nullable Object[] entries) {
        this.entries = entries;
    }

    /** A map that is being made; members that are put again keep their place. */
    static final class Maker {
        private final @Nullable Object[] entries;
        private int used;

        /** @param most members that it can take */
        Maker(int most) {
            entries = new @Nullable Object[2 * most];
        }

        void put(String key, @Nullable Object value) {
            int at = place(entries, used, key);
            if (at < 0) {
                entries[used++] = key;
                entries[used++] = value;
            } else {
                entries[at + 1] = value;
            }
        }

        /** Nothing is put afterwards. */
        Map<String, @Nullable Object> made() {
            return new FewMembers(used == entries.length ? entries : Arrays.copyOf(entries, used));
        }
    }

    /** Where the key stands, or −1. */
    private static int place(@Nullable Object[] entries, int used, @Nullable Object key) {
        for (int at = 0; at < used; at += 2) {
            Object present = entries[at];
            if (present != null && present.equals(key)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return entries.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return place(entries, entries.length, key) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int at = place(entries, entries.length, key);
        return at < 0 ? null : entries[at + 1];
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int at = 0; at < entries.length; at += 2) {
            action.accept(key(at), entries[at + 1]);
        }
    }

    private String key(int at) {
        return (String) java.util.Objects.requireNonNull(entries[at]);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return entries.length / 2;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new InOrder();
            }
        };
    }

    private final class InOrder implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < entries.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return new SimpleImmutableEntry<>(key(at - 2), entries[at - 1]);
        }
    }
}

package contactimport.store;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for the rows that slices have beyond their usual length, shared by the threads of a launch. Thread-safe. */
public final class Room {

    /** None at all: every slice has its usual length. */
    public static final Room NONE = new Room(0);

    private final AtomicLong free;

    /** @param bytes as estimated, see {@link SliceLength} */
    public Room(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("room is not negative");
        }
        free = new AtomicLong(bytes);
    }

    /** Half of the heap: the other half is for slices of the usual length, one for each thread, and everything else. */
    public static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / 2);
    }

    /** @return whether there was so much; it is to be given back */
    boolean take(long bytes) {
        long left = free.get();
        while (left >= bytes) {
            if (free.compareAndSet(left, left - bytes)) {
                return true;
            }
            left = free.get();
        }
        return false;
    }

    void give(long bytes) {
        free.addAndGet(bytes);
    }
}

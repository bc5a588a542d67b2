package contactimport.job;

import contactimport.store.ChunkMerge;
import contactimport.store.PartitionTable;
import contactimport.store.PartitionTable.Aside;
import contactimport.store.Slice;
import contactimport.store.SliceReader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what is left of one partition: first the groups that were set aside, then from the position on. Where it begins is
 * what our tables say when it is made. Not thread-safe.
 */
final class SliceCursor {

    private final Connections connections;
    private final SliceReader reader;
    private final ChunkMerge merge;
    private final int part;
    private final Deque<Aside> aside;
    private int position;

    SliceCursor(Connections connections, PartitionTable partitions, SliceReader reader, ChunkMerge merge, int part) {
        this.connections = connections;
        this.reader = reader;
        this.merge = merge;
        this.part = part;
        aside = new ArrayDeque<>(connections.here(c -> partitions.aside(c, part)));
        position = connections.here(partitions::all).stream()
                .filter(p -> p.part() == part)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no partition " + part))
                .position();
    }

    /** Null when nothing is left. */
    @Nullable Slice next() {
        while (!aside.isEmpty()) {
            Aside group = aside.getFirst();
            Slice slice = connections.here(c -> reader.next(c, part, group)).orElse(null);
            if (slice != null) {
                return slice;
            }
            aside.removeFirst();
        }
        return connections.here(c -> reader.next(c, part, position)).orElse(null);
    }

    /** Of the last row that is decided, groups that were set aside apart. */
    int position() {
        return position;
    }

    /** In the present transaction. */
    void merge(Slice slice) {
        int decided = connections.here(c -> merge.merge(c, slice));
        reader.wrote(merge.entryBytes());
        if (!slice.isAside()) {
            position = decided;
        } else {
            Aside group = aside.removeFirst();
            // One that fails again waits for the next launch.
            if (decided > slice.position()) {
                aside.addFirst(new Aside(group.group(), decided + 1));
            }
        }
    }
}

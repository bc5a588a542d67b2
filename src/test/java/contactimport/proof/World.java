package contactimport.proof;

import java.util.List;

/** A database, a file, and how it is to be imported. Rows hold the columns that matter; the database fills in the others. */
record World(
        Tables tables,
        List<Line> lines,
        boolean csv,
        boolean crlf,
        Settings settings,
        int chunk,
        int threads,
        int partitions) {

    World {
        lines = List.copyOf(lines);
    }

    /** Whether a run would begin: a file none of whose lines finds its inbox is refused as a whole. */
    boolean isImportable() {
        return settings.canMatch()
                && Reference.run(tables, lines, csv, settings).anyInbox();
    }

    RunShape shape() {
        return new RunShape(settings, csv, chunk, threads, partitions);
    }

    World withTables(Tables t) {
        return new World(t, lines, csv, crlf, settings, chunk, threads, partitions);
    }

    World withLines(List<Line> l) {
        return new World(tables, l, csv, crlf, settings, chunk, threads, partitions);
    }

    World withSettings(Settings s) {
        return new World(tables, lines, csv, crlf, s, chunk, threads, partitions);
    }

    World withShape(int newChunk, int newThreads, int newPartitions) {
        return new World(tables, lines, csv, crlf, settings, newChunk, newThreads, newPartitions);
    }

    World withCrlf(boolean c) {
        return new World(tables, lines, csv, c, settings, chunk, threads, partitions);
    }
}

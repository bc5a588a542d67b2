package contactimport.bench;

/**
 * What one contender took for one file.
 *
 * @param lines of the file; a slow contender gets fewer
 * @param seconds from start to exit, a process with its start-up
 * @param firstRow seconds until the first contact was written and visible to others; negative: nothing was written
 * @param rssMb peak resident memory of the process; zero: it is the database's
 * @param heapMb peak heap before a collection; zero: it is the database's
 */
record Measured(long lines, double seconds, double firstRow, long rssMb, long heapMb) {

    double perSecond() {
        return lines / seconds;
    }
}

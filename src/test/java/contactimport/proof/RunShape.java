package contactimport.proof;

/**
 * How one file is imported: the rules, and how the work is cut, which must not matter. No guard may stop the run: any number
 * of rejects is accepted, and so is a file that was imported before.
 */
record RunShape(Settings settings, boolean csv, int chunk, int threads, int partitions) {}

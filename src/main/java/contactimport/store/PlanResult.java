package contactimport.store;

/**
 * What a plan came to.
 *
 * @param rows lines that were assigned
 * @param partitions that got rows
 * @param groups sets of lines that must stay in order; most have one line
 * @param largest rows of the largest group: it is sequential, whatever the number of threads
 */
public record PlanResult(long rows, int partitions, int groups, int largest) {}

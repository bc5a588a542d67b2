package contactimport.store;

import java.util.List;

/**
 * The next rows of a partition, which are merged in one transaction.
 *
 * @param position the partition's position when they were read: the seq of the last row before them
 * @param isAside whether they are rows of one group that was set aside: the partition's position is behind them
 */
public record Slice(int part, int position, List<StagedRow> rows, boolean isAside) {

    Slice(int part, int position, List<StagedRow> rows) {
        this(part, position, rows, false);
    }

    public Slice {
        rows = List.copyOf(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).seq() != position + 1 + i) {
                throw new AccountingException("a staged row is missing in partition " + part + " behind place "
                        + (position + i) + ": somebody removed it");
            }
        }
    }

    int group() {
        return rows.get(0).group();
    }

    int last() {
        return position + rows.size();
    }

    /** The lowest of its line numbers. */
    long firstLine() {
        return rows.stream().mapToLong(StagedRow::line).min().orElse(0);
    }

    /** The highest of its line numbers; between the two there are lines of other slices, too. */
    long lastLine() {
        return rows.stream().mapToLong(StagedRow::line).max().orElse(0);
    }

    /** For messages. */
    String lines() {
        long first = firstLine();
        long last = lastLine();
        return first == last ? "line " + first : "lines " + first + " to " + last;
    }

    /** Where one group ends and the next begins, as near to the middle as can be; 0 if there is one group only. */
    static int borderNearMiddle(List<StagedRow> span) {
        int middle = span.size() / 2;
        for (int distance = 0; distance <= middle; distance++) {
            if (isBorder(span, middle - distance)) {
                return middle - distance;
            }
            if (isBorder(span, middle + distance)) {
                return middle + distance;
            }
        }
        return 0;
    }

    private static boolean isBorder(List<StagedRow> span, int at) {
        return at > 0
                && at < span.size()
                && span.get(at - 1).group() != span.get(at).group();
    }
}

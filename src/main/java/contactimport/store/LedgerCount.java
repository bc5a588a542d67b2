package contactimport.store;

import contactimport.store.Accounting.LedgerBook;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader of the whole ledger of a run has seen: for each partition and outcome, how many lines, and the sum of their numbers. */
public final class LedgerCount {

    private final Map<Kind, long[]> sums = new HashMap<>();

    /** @param part null: decided by the stage step */
    private record Kind(@Nullable Integer part, String outcome) {}

    LedgerCount() {}

    void add(@Nullable Integer part, String outcome, long line) {
        long[] sum = sums.computeIfAbsent(new Kind(part, outcome), kind -> new long[2]);
        sum[0]++;
        sum[1] = Math.addExact(sum[1], line);
    }

    /** In the order of {@code accounting-ledger.sql}. */
    List<LedgerBook> books() {
        return sums.entrySet().stream()
                .map(e -> new LedgerBook(e.getKey().part(), e.getKey().outcome(), e.getValue()[0], e.getValue()[1]))
                .sorted(Comparator.comparing(
                                LedgerBook::part, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
                        .thenComparing(LedgerBook::outcome))
                .toList();
    }
}

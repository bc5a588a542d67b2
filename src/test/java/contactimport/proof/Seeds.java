package contactimport.proof;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which worlds are tried: {@code -Dproof.worlds=20000 -Dproof.seed=7} are that many from that one, {@code -Dproof.seeds=7,11} are
 * just these.
 */
final class Seeds {

    private Seeds() {}

    /**
     * @param worlds how many, unless it was said
     * @param found worlds in which something was wrong once, tried beside the usual ones
     */
    static List<Long> of(long worlds, Long... found) {
        String seeds = System.getProperty("proof.seeds", "");
        if (!seeds.isEmpty()) {
            return Stream.of(seeds.split(",")).map(Long::valueOf).toList();
        }
        long first = Long.getLong("proof.seed", 1);
        long many = Long.getLong("proof.worlds", worlds);
        Stream<Long> random = LongStream.range(first, first + many).boxed();
        return Stream.concat(random, Stream.of(found)).toList();
    }
}

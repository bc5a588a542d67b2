package contactimport.cli;

import contactimport.verify.SignTally;
import contactimport.verify.Unsigned;
import java.nio.file.Path;

/** What {@code sign} says when it is done. */
final class SignWords {

    private static final String OPENS = "A verified link opens all conversations of the person.\n";

    static final String UNCOUNTED =
            "How many links an import of it will mark verified cannot be counted: no database is" + " named. " + OPENS;

    private SignWords() {}

    static String of(Path file, Path out, SignTally tally) {
        StringBuilder words = new StringBuilder()
                .append("%s: %s, %d signed, %d left unsigned; written to %s%n"
                        .formatted(file, lines(tally.lines()), tally.signed(), tally.unsignedLines(), out));
        for (Unsigned why : Unsigned.values()) {
            Long count = tally.unsigned().get(why);
            if (count != null) {
                words.append("  unsigned: %s %s%n".formatted(lines(count), why.label()));
            }
        }
        if (tally.kept() > 0) {
            words.append("  %s of these keep the identifier_hash they had%n".formatted(lines(tally.kept())));
        }
        return words.toString();
    }

    static String verified(long links) {
        return "An import of it will mark up to %d %s verified that %s not yet (in mode upsert, links it makes come on top). "
                        .formatted(links, links == 1 ? "link" : "links", links == 1 ? "is" : "are")
                + OPENS;
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : count + " lines";
    }
}

package contactimport.report;

import contactimport.source.Detected;
import contactimport.store.LedgerReader.GivenBack;
import java.util.Optional;

/** How lines are given back: in the input's own format, so that a file of them can be corrected and imported again. */
sealed interface LinesBack permits CsvBack, JsonBack {

    static LinesBack of(RunInfo run) {
        return switch (run.format()) {
            case CSV ->
                new CsvBack(run.id(), run.header(), run.reading().detected().form());
            case JSONL -> new JsonBack(run.id(), run.reading().detected().encoding());
        };
    }

    /** The byte order mark, if the file had one, or if its UTF-8 is faulty and might pass for another encoding without it. */
    static byte[] mark(Detected detected) {
        return detected.mark() || detected.faulty() ? detected.encoding().mark() : new byte[0];
    }

    /** The first line of the file, if the format has one. */
    Optional<byte[]> header();

    /** The record with the four import fields; without the line end, as it goes to the file. */
    byte[] line(GivenBack line);
}

package contactimport.report;

import contactimport.source.Compression;
import contactimport.source.CsvForm;
import contactimport.source.Detected;
import contactimport.source.Format;
import contactimport.source.ReadAs;
import contactimport.source.Source;

/** How a file was read, in words: what was found out and may be wrong, above all. */
final class ReadingWords {

    private ReadingWords() {}

    static String of(ReadAs reading) {
        Detected detected = reading.detected();
        if (detected.compression() == Compression.XLSX) {
            return "read as a workbook, sheet "
                    + reading.members().stream()
                            .map(Source.Member::name)
                            .findFirst()
                            .orElse("");
        }
        String kind = detected.format() == Format.CSV ? "CSV" : detected.array() ? "a JSON array" : "JSON Lines";
        String words = "read as " + kind + " in " + detected.encoding().name() + origin(detected);
        if (detected.format() == Format.CSV) {
            words += ", " + separated(detected.form());
        }
        if (detected.compression() != Compression.NONE) {
            words += ", unpacked from " + detected.compression().label();
        }
        return words + (reading.members().size() > 1 ? ", " + reading.members().size() + " members" : "");
    }

    private static String origin(Detected detected) {
        return switch (detected.origin()) {
            case MARK -> " (it has a byte order mark)";
            case OPTION -> " (by --encoding)";
            case CONTENT -> detected.faulty() ? " (with bytes that are not)" : "";
            case ASSUMED -> " (assumed, it is no UTF-8: if that is wrong, say --encoding)";
        };
    }

    private static String separated(CsvForm form) {
        String cells = switch (form.delimiter()) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "pipes";
            default -> form.delimiter() + " between cells";
        };
        return form.quote() == '"'
                ? cells
                : cells + (form.quote() == 0 ? ", no quotes" : ", " + form.quote() + " for quotes");
    }
}

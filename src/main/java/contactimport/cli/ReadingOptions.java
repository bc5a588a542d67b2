package contactimport.cli;

import contactimport.source.Encoding;
import contactimport.source.Format;
import contactimport.source.SourceOptions;
import contactimport.source.SourceOptions.Unpacking;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How files are read. What is not given is found out. */
final class ReadingOptions {

    @Option(names = "--format", paramLabel = "csv|jsonl", description = "Default: by the file's name and content.")
    private @Nullable String format;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "For instance UTF-8, UTF-16LE, windows-1252, ISO-8859-15. Default: by the byte order mark, else"
                            + " UTF-8 where the bytes are UTF-8, else windows-1252.")
    private @Nullable String encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description =
                    "Between the cells of a CSV file; also comma, semicolon, tab, pipe. Default: by the first lines.")
    private @Nullable String delimiter;

    @Option(names = "--quote", paramLabel = "CHAR|none", description = "Around cells of a CSV file. Default: \".")
    private @Nullable String quote;

    @Option(
            names = "--max-record-bytes",
            paramLabel = "N",
            defaultValue = "1048576",
            description = "A longer record is rejected. Default: ${DEFAULT-VALUE}.")
    private int maxRecordBytes;

    @Option(
            names = "--max-unpacked-bytes",
            paramLabel = "N",
            defaultValue = "68719476736",
            description = "A compressed file that holds more is refused. Default: ${DEFAULT-VALUE}.")
    private long maxUnpackedBytes;

    @Option(
            names = "--max-unpacked-ratio",
            paramLabel = "N",
            defaultValue = "200",
            description = "So is one that holds more than N times its own size. Default: ${DEFAULT-VALUE}.")
    private int maxUnpackedRatio;

    /** @throws UsageFault if a value is not one of those that an option knows */
    SourceOptions source() {
        if (maxRecordBytes < 1 || maxRecordBytes > SourceOptions.LARGEST_LIMIT) {
            throw new UsageFault("--max-record-bytes: expected at "
                    + (maxRecordBytes < 1 ? "least 1" : "most " + SourceOptions.LARGEST_LIMIT));
        }
        if (maxUnpackedBytes < 1 || maxUnpackedRatio < 1) {
            throw new UsageFault(
                    (maxUnpackedBytes < 1 ? "--max-unpacked-bytes" : "--max-unpacked-ratio") + ": expected at least 1");
        }
        char around = quote == null || quote.isEmpty() ? '"' : mark("--quote", quote, true);
        Character between = delimiter == null || delimiter.isEmpty() ? null : mark("--delimiter", delimiter, false);
        if (between != null && between == around) {
            throw new UsageFault("--delimiter: expected another character than the quote");
        }
        return new SourceOptions(
                format(),
                maxRecordBytes,
                encoding(),
                between,
                around,
                new Unpacking(maxUnpackedBytes, maxUnpackedRatio));
    }

    private @Nullable Format format() {
        if (format == null || format.isBlank()) {
            return null;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> Format.CSV;
            case "jsonl" -> Format.JSONL;
            default -> throw new UsageFault("--format: expected csv or jsonl");
        };
    }

    private @Nullable Charset encoding() {
        if (encoding == null || encoding.isBlank()) {
            return null;
        }
        try {
            Charset charset = Charset.forName(encoding.strip());
            if (Encoding.isReadable(charset)) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--encoding: expected the name of an encoding, for instance windows-1252", e);
        }
        throw new UsageFault(
                "--encoding: records cannot be told apart in " + encoding.strip() + ": convert the file to UTF-8");
    }

    private static char mark(String option, String given, boolean noneToo) {
        char mark = switch (given.toLowerCase(Locale.ROOT)) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t" -> '\t';
            case "pipe" -> '|';
            case "none" -> noneToo ? SourceOptions.NO_QUOTE : 'x';
            default -> given.length() == 1 ? given.charAt(0) : 'x';
        };
        if (SourceOptions.isMark(mark) || (noneToo && mark == SourceOptions.NO_QUOTE)) {
            return mark;
        }
        throw new UsageFault(option + ": expected one character of ASCII that is no letter, digit or space"
                + (noneToo ? ", or none" : ", or comma, semicolon, tab or pipe"));
    }
}

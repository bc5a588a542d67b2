package contactimport.source;

import contactimport.source.Detected.Origin;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out from the first bytes of an input how it is to be read. Whether they are UTF-8 only all its bytes can tell. */
final class Sniffer {

    private static final Pattern ARRAY_OF_OBJECTS = Pattern.compile("^\\s*\\[\\s*(\\{|\\]).*", Pattern.DOTALL);

    /** The longer marks first: that of UTF-32LE begins with that of UTF-16LE. */
    private static final List<Encoding> MARKED =
            List.of(Encoding.UTF_32LE, Encoding.UTF_32BE, Encoding.UTF_8, Encoding.UTF_16LE, Encoding.UTF_16BE);

    private final byte[] head;
    private final String label;
    private final String name;
    private final SourceOptions options;

    /** @param name of the file or member, for its ending; messages have {@link Input#name()} */
    Sniffer(Input input, String name, SourceOptions options) {
        head = input.head();
        label = input.name();
        this.name = name;
        this.options = options;
    }

    Detected found() {
        Encoding marked = marked();
        Encoding encoding = encoding(marked);
        Origin origin = marked != null ? Origin.MARK : options.encoding() != null ? Origin.OPTION : Origin.CONTENT;
        String text = text(encoding, marked != null);
        Format format = format(text);
        boolean array = format == Format.JSONL && ARRAY_OF_OBJECTS.matcher(text).matches();
        CsvForm form = format == Format.CSV ? form(encoding, text) : new CsvForm(encoding, ',', '"');
        return new Detected(format, array, form, origin, marked != null, false, Compression.NONE);
    }

    /** The beginning as text; what is not ASCII may be wrong. */
    String text() {
        Encoding marked = marked();
        return text(encoding(marked), marked != null);
    }

    private CsvForm form(Encoding encoding, String text) {
        char delimiter = options.delimiter() != null
                ? options.delimiter()
                : Delimiters.of(text, options.quote(), head.length < Input.HEAD);
        return new CsvForm(encoding, delimiter, options.quote());
    }

    private @Nullable Encoding marked() {
        for (Encoding encoding : MARKED) {
            byte[] mark = encoding.mark();
            if (head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length)) {
                return encoding;
            }
        }
        return null;
    }

    private Encoding encoding(@Nullable Encoding marked) {
        Charset asked = options.encoding();
        if (asked == null) {
            return marked != null ? marked : byZeros();
        }
        Encoding said = Encoding.of(asked);
        boolean open = asked.name().equals("UTF-16") || asked.name().equals("UTF-32");
        if (marked == null || marked.equals(said) || (open && marked.width() == said.width())) {
            return marked == null ? said : marked;
        }
        throw new FileFault(label + " begins with the byte order mark of " + marked.name() + ", which is not "
                + said.name() + ": leave out --encoding.");
    }

    /** Text in UTF-16 or UTF-32 has zeros in it, always at the same places; other text has none. */
    private Encoding byZeros() {
        int[] zeros = new int[4];
        for (int i = 0; i < head.length; i++) {
            zeros[i & 3] += head[i] == 0 ? 1 : 0;
        }
        int units = head.length / 4;
        if (units > 0 && zeros[2] + zeros[3] >= 2 * units * 0.9 && zeros[0] * 4 <= units) {
            return Encoding.UTF_32LE;
        }
        if (units > 0 && zeros[0] + zeros[1] >= 2 * units * 0.9 && zeros[3] * 4 <= units) {
            return Encoding.UTF_32BE;
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        if (head.length >= 4 && odd * 5 > head.length / 2 && even * 4 <= odd && head[1] == 0) {
            return Encoding.UTF_16LE;
        }
        boolean bigEndian = head.length >= 4 && even * 5 > head.length / 2 && odd * 4 <= even && head[0] == 0;
        return bigEndian ? Encoding.UTF_16BE : Encoding.UTF_8;
    }

    /** The beginning as text; what is not ASCII may be wrong. */
    private String text(Encoding encoding, boolean marked) {
        int from = marked ? encoding.mark().length : 0;
        return new String(
                head,
                from,
                head.length - from,
                encoding.width() == 1 ? StandardCharsets.ISO_8859_1 : encoding.charset());
    }

    private Format format(String text) {
        if (options.format() != null) {
            return options.format();
        }
        Format named = Format.ofName(Compression.unpackedName(name).toLowerCase(Locale.ROOT));
        return named != null ? named : Format.ofContent(text);
    }
}

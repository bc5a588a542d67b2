package contactimport.source;

import contactimport.source.Detected.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a whole file, without parsing: how it is to be read, and what is wrong with it as a whole, a quoted cell or a JSON
 * array that is never closed and members of an archive that do not fit each other.
 */
final class Survey {

    private static final int CHUNK = 1 << 17;

    private final Packed packed;
    private final SourceOptions options;
    private final Utf8Evidence evidence = new Utf8Evidence();
    private final byte[] chunk = new byte[CHUNK];
    private @Nullable Detected first;

    private Survey(Packed packed, SourceOptions options) {
        this.packed = packed;
        this.options = options;
    }

    static Detected of(Packed packed, SourceOptions options) {
        return new Survey(packed, options).all();
    }

    private Detected all() {
        for (Packed.Member member = packed.next(); member != null; member = packed.next()) {
            one(new Input(member, Packed.label(packed.name(), member.name())), member.name());
        }
        if (first == null) {
            throw new FileFault(packed.name() + " is empty.");
        }
        return packed.compression() == Compression.XLSX
                ? first
                : settled(first, evidence, options).packed(packed.compression());
    }

    /** By the first bytes alone: for an input that is read only once. */
    static Detected ofHead(Input input, SourceOptions options) {
        Detected found = new Sniffer(input, input.name(), options).found();
        Utf8Evidence evidence = new Utf8Evidence();
        evidence.add(input.head(), 0, input.head().length);
        return settled(found, evidence, options);
    }

    private static Detected settled(Detected found, Utf8Evidence evidence, SourceOptions options) {
        if (!found.encoding().equals(Encoding.UTF_8) || !evidence.isFaulty()) {
            return found;
        }
        boolean json = found.format() == Format.JSONL; // which is UTF-8 by its standard
        boolean utf8 = json || found.mark() || options.encoding() != null || evidence.isUtf8();
        return utf8
                ? found.in(Encoding.UTF_8, found.origin(), true)
                : found.in(Encoding.WINDOWS_1252, Origin.ASSUMED, false);
    }

    private void one(Input input, @Nullable String member) {
        if (input.head().length == 0) {
            return;
        }
        Detected found = packed.compression() == Compression.XLSX
                ? sheet()
                : new Sniffer(input, member == null ? packed.name() : member, options).found();
        if (packed.compression() != Compression.NONE && Compression.of(input.head()) != Compression.NONE) {
            throw new FileFault(input.name() + " is packed twice: unpack it once.");
        }
        if (first == null) {
            first = found;
        } else {
            requireAlike(first, found, input.name());
        }
        scan(input, first);
    }

    private Detected sheet() {
        if (options.format() == Format.JSONL) {
            throw new FileFault(
                    packed.name() + " is a workbook, whose rows are read as those of CSV: leave out --format.");
        }
        return Detected.sheet();
    }

    private void requireAlike(Detected one, Detected other, String name) {
        boolean alike = one.format() == other.format()
                && one.array() == other.array()
                && one.encoding().equals(other.encoding());
        if (!alike) {
            throw new FileFault(name + " is written in another way than the first member of the archive ("
                    + other.words() + " instead of " + one.words() + "): import them one by one.");
        }
    }

    private void scan(Input input, Detected detected) {
        int width = detected.encoding().width();
        boolean utf8 = detected.encoding().equals(Encoding.UTF_8);
        Framing framing = detected.framing();
        input.passOver(detected.encoding().mark());
        int held = 0;
        for (int count = read(input, held); count > 0; count = read(input, held)) {
            int end = held + count;
            int whole = end - end % width;
            if (utf8) {
                evidence.add(chunk, held, end);
            }
            framing.scan(chunk, whole, width);
            held = end - whole;
            System.arraycopy(chunk, whole, chunk, 0, held);
        }
        evidence.end();
        FileFault fault = framing.fault(input.name());
        if (fault != null) {
            throw fault;
        }
    }

    private int read(Input input, int held) {
        return input.read(chunk, held, CHUNK - held);
    }
}

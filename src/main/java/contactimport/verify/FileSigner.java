package contactimport.verify;

import static contactimport.patch.TextField.CONTACT_IDENTIFIER;
import static contactimport.patch.TextField.IDENTIFIER;
import static contactimport.patch.TextField.IDENTIFIER_HASH;
import static contactimport.patch.TextField.INBOX_IDENTIFIER;

import contactimport.contact.Checked;
import contactimport.patch.ColumnMapping;
import contactimport.patch.ContactPatch;
import contactimport.patch.TextField;
import contactimport.source.Detected;
import contactimport.source.FileFault;
import contactimport.source.Format;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.source.Splice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies an import file with {@code identifier_hash} filled in: byte by byte but for the hash. Line ends, blank lines, the byte
 * order mark and records that cannot be read stay as they are. Memory does not grow with the file. Not thread-safe.
 */
public final class FileSigner {

    private final Path file;
    private final SourceOptions options;
    private final @Nullable String inbox;

    /**
     * @param file a regular file: it is read more than once
     * @param inbox that of {@code --inbox}
     */
    public FileSigner(Path file, SourceOptions options, @Nullable String inbox) {
        this.file = file;
        this.options = options;
        this.inbox = inbox;
    }

    /**
     * Reads the whole file once: the inboxes that lines with an identifier name, in alphabetical order.
     *
     * @throws FileFault if the file cannot be read as a whole, or has no column to sign
     */
    public Set<String> inboxes() {
        Set<String> found = new TreeSet<>();
        try (Source source = Sources.open(file, options)) {
            ColumnMapping mapping = mapping(source);
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                patch(mapping.from(row))
                        .filter(patch -> patch.text(IDENTIFIER) != null)
                        .map(patch -> patch.text(INBOX_IDENTIFIER))
                        .ifPresent(found::add);
            }
            if (source.members().size() > 1) {
                throw new FileFault(file + " holds several files: unpack it and sign them one by one.");
            }
        }
        return found;
    }

    /**
     * Writes the signed file.
     *
     * @param out not closed
     * @param links told the inbox identifier and the source id of every signed line that has one
     * @throws IOException if it cannot be written
     */
    public SignTally write(Map<String, HmacKey> keys, OutputStream out, BiConsumer<String, String> links)
            throws IOException {
        try (Source source = Sources.open(file, options);
                Splice copy = new Splice(file, options, out)) {
            return new Pass(source, mapping(source), new Signer(keys, inbox), copy, links).all();
        }
    }

    private ColumnMapping mapping(Source source) {
        ColumnMapping mapping = ColumnMapping.of(source.header());
        if (source.format() == Format.CSV) {
            require(source, mapping, IDENTIFIER, "add it, it is what a hash signs.");
            if (inbox == null) {
                require(source, mapping, INBOX_IDENTIFIER, "add it, or give the inbox by --inbox.");
            }
            if (source.header().cells() > source.header().names().size()) {
                require(source, mapping, IDENTIFIER_HASH, "name it in the header, whose last names are empty.");
            }
        }
        return mapping;
    }

    private static void require(Source source, ColumnMapping mapping, TextField field, String remedy) {
        if (mapping.column(field) < 0) {
            throw new FileFault(source.header().file() + ", line "
                    + source.header().line() + ": there is no column " + field.label() + ": " + remedy);
        }
    }

    private static Optional<ContactPatch> patch(Checked<ContactPatch> checked) {
        return checked.fold(Optional::of, reasons -> Optional.empty());
    }

    /** One way through the file. */
    private static final class Pass {

        private static final byte[] NOTHING = {};

        private final Source source;
        private final ColumnMapping mapping;
        private final Signer signer;
        private final Splice copy;
        private final BiConsumer<String, String> links;
        private final HashPlace place;
        private final Map<Unsigned, Long> unsigned = new EnumMap<>(Unsigned.class);
        private long signed;
        private long kept;

        Pass(Source source, ColumnMapping mapping, Signer signer, Splice copy, BiConsumer<String, String> links) {
            this.source = source;
            this.mapping = mapping;
            this.signer = signer;
            this.copy = copy;
            this.links = links;
            place = place(source.detected(), mapping.column(IDENTIFIER_HASH));
        }

        private static HashPlace place(Detected detected, int column) {
            if (detected.format() == Format.JSONL) {
                return new HashPlace.Member(detected.encoding());
            }
            return column < 0 ? new HashPlace.NewCell(detected.form()) : new HashPlace.Cell(column, detected.form());
        }

        SignTally all() throws IOException {
            copy.replace(source.headerEnd(), source.headerEnd(), place.header(NOTHING));
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                byte[] edited = edited(row.raw(), patch(mapping.from(row)));
                long end = source.recordEnd();
                copy.replace(end - row.raw().length, end, edited);
            }
            copy.rest();
            return new SignTally(signed, unsigned, kept);
        }

        private byte[] edited(byte[] raw, Optional<ContactPatch> readable) {
            if (readable.isEmpty()) {
                return unsigned(raw, Unsigned.UNREADABLE);
            }
            ContactPatch patch = readable.get();
            return signer.sign(patch).fold((inbox, hash) -> signed(raw, patch, inbox, hash), why -> {
                kept += patch.text(IDENTIFIER_HASH) != null ? 1 : 0;
                return unsigned(raw, why);
            });
        }

        private byte[] signed(byte[] raw, ContactPatch patch, String inbox, String hash) {
            signed++;
            String sourceId = patch.text(CONTACT_IDENTIFIER);
            if (sourceId != null) {
                links.accept(inbox, sourceId);
            }
            return hash.equals(patch.text(IDENTIFIER_HASH)) ? raw : place.signed(raw, hash);
        }

        private byte[] unsigned(byte[] raw, Unsigned why) {
            unsigned.merge(why, 1L, Long::sum);
            return place.unsigned(raw);
        }
    }
}

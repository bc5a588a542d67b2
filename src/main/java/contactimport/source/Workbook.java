package contactimport.source;

import contactimport.contact.Text;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel ({@code .xlsx}): its first sheet that is not hidden, as CSV. What it unpacks to is bounded like any archive;
 * macros, formulas and links are never followed: of a formula the result that was saved counts.
 */
final class Workbook implements Closeable {

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private final String name;
    private final ZipFile zip;
    private final SourceOptions.Unpacking limits;
    private final long size;
    private long unpacked;
    private @Nullable UnpackedStream last;

    private record Sheet(String name, String relation, boolean hidden) {}

    /** Where parts are that belong to another: path by id, and the first path of a type. */
    private record Relations(Map<String, String> byId, Map<String, String> byType) {}

    private Workbook(String name, ZipFile zip, SourceOptions.Unpacking limits, long size) {
        this.name = name;
        this.zip = zip;
        this.limits = limits;
        this.size = size;
    }

    /** Null if the archive is none. */
    static @Nullable Workbook open(Path file, String name, SourceOptions.Unpacking limits, long size) {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            if (zip.getEntry(CONTENT_TYPES) != null) {
                return new Workbook(name, zip, limits, size);
            }
            zip.close();
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return null; // the archive is broken, which is said elsewhere
        }
    }

    /** The sheet; closing its stream closes the workbook. */
    Packed.Member sheet() {
        try {
            String book = relations("").byType().get("officeDocument");
            if (book == null || !book.endsWith(".xml")) {
                throw none();
            }
            return sheet(book);
        } catch (FileFault e) {
            close();
            throw e;
        }
    }

    private FileFault none() {
        return new FileFault(name + " is no workbook that can be read here: save it as .xlsx, or as CSV.");
    }

    private Packed.Member sheet(String book) {
        List<Sheet> sheets = new ArrayList<>();
        boolean since1904 = false;
        try (XmlPart part = part(book)) {
            while (part.next()) {
                if (part.begins("workbookPr")) {
                    since1904 = part.flag("date1904");
                } else if (part.begins("sheet")) {
                    String state = part.attribute("state");
                    sheets.add(new Sheet(
                            text(part.attribute("name")),
                            text(part.attribute("id")),
                            state != null && !state.equals("visible")));
                }
            }
        }
        Sheet first = sheets.stream().filter(s -> !s.hidden()).findFirst().orElseThrow(this::none);
        Relations relations = relations(book);
        String path = relations.byId().get(first.relation());
        if (path == null) {
            throw none();
        }
        String label =
                Text.label(first.name()) + (sheets.size() > 1 ? ", the first of " + sheets.size() + " sheets" : "");
        SharedStrings strings = strings(relations.byType().get("sharedStrings"));
        List<CellFormat> formats = formats(relations.byType().get("styles"));
        XmlPart part = part(path);
        SheetRows rows = new SheetRows(Packed.label(name, label), part, strings, formats, since1904);
        return new Packed.Member(label, new SheetCsv(rows, List.of(part, this)));
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }

    private SharedStrings strings(@Nullable String path) {
        if (path == null || zip.getEntry(path) == null) {
            return new SharedStrings(name);
        }
        try (XmlPart part = part(path)) {
            return SharedStrings.of(name, part);
        }
    }

    private List<CellFormat> formats(@Nullable String path) {
        List<CellFormat> formats = new ArrayList<>();
        if (path == null || zip.getEntry(path) == null) {
            return formats;
        }
        Map<Integer, CellFormat> own = new HashMap<>();
        try (XmlPart part = part(path)) {
            boolean ofCells = false;
            while (part.next()) {
                if (part.begins("numFmt")) {
                    own.put(part.number("numFmtId", 0), CellFormat.of(text(part.attribute("formatCode"))));
                } else if (part.begins("cellXfs") || part.ends("cellXfs")) {
                    ofCells = part.begins("cellXfs");
                } else if (ofCells && part.begins("xf")) {
                    int id = part.number("numFmtId", 0);
                    formats.add(own.getOrDefault(id, CellFormat.builtIn(id)));
                }
            }
        }
        return formats;
    }

    private Relations relations(String of) {
        int slash = of.lastIndexOf('/') + 1;
        String path = of.substring(0, slash) + "_rels/" + of.substring(slash) + ".rels";
        Relations relations = new Relations(new HashMap<>(), new HashMap<>());
        try (XmlPart part = part(path)) {
            while (part.next()) {
                if (part.begins("Relationship")) {
                    String type = text(part.attribute("Type"));
                    String target = resolved(of, text(part.attribute("Target")));
                    relations.byId().put(text(part.attribute("Id")), target);
                    relations.byType().putIfAbsent(type.substring(type.lastIndexOf('/') + 1), target);
                }
            }
        }
        return relations;
    }

    /** A target is a path from the part's own, or from the root. */
    private static String resolved(String of, String target) {
        try {
            String path = URI.create("/" + of).resolve(target).getPath();
            return path == null || path.isEmpty() ? "" : path.substring(1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private XmlPart part(String path) {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            throw none();
        }
        unpacked = last == null ? 0 : last.total();
        InputStream in;
        try {
            in = new ZipMembers.Whole(zip.getInputStream(entry), entry);
        } catch (IOException e) {
            throw new FileFault(
                    name + " cannot be unpacked: it is broken or encrypted. Save it again, without a password.", e);
        }
        last = new UnpackedStream(in, name, limits, () -> size, unpacked);
        return new XmlPart(name, last);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new FileFault(name + " cannot be closed (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}

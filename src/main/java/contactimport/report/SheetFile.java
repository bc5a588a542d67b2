package contactimport.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workbook of one sheet, row by row. Every cell is a text and formatted as one, also those that are filled in later: no
 * program takes one for a number, a date or a formula. Memory does not grow with the rows.
 */
final class SheetFile implements Closeable {

    /** What the programs allow in a cell, and how many cells in a row. */
    static final int MOST_CHARACTERS = 32_767;

    static final int MOST_COLUMNS = 16_384;

    private static final String TEXT = "1";
    private static final String HEAD = "2";
    private static final String WRONG = "3";
    private static final String SPACE = " xml:space=\"preserve\"";

    private final ZipOutputStream zip;
    private final SheetNotes notes = new SheetNotes();
    private int rows;

    /** @param out is closed by {@link #close} */
    SheetFile(OutputStream out, String sheet, int columns) throws IOException {
        zip = new ZipOutputStream(out);
        part("[Content_Types].xml", SheetParts.CONTENT_TYPES);
        part("_rels/.rels", SheetParts.RELATIONS);
        part("xl/workbook.xml", SheetParts.WORKBOOK.formatted(SheetXml.escaped(sheet)));
        part("xl/_rels/workbook.xml.rels", SheetParts.WORKBOOK_RELATIONS);
        part("xl/styles.xml", SheetParts.STYLES);
        part("xl/worksheets/_rels/sheet1.xml.rels", SheetParts.SHEET_RELATIONS);
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        write(SheetParts.SHEET_BEGIN.formatted(columns));
    }

    /** Whether a row can hold these cells as they are. */
    static boolean holds(List<String> cells) {
        return cells.size() <= MOST_COLUMNS
                && cells.stream().noneMatch(cell -> cell.length() > MOST_CHARACTERS || SheetXml.isBroken(cell));
    }

    void head(List<String> names, String note) throws IOException {
        cells(names, Set.of(), HEAD);
        notes.add(0, names.size() - 1, note);
    }

    /** @param wrong the cells that are marked, with a note that says why */
    void row(List<String> cells, Set<Integer> wrong, String note) throws IOException {
        for (int column : wrong) {
            notes.add(rows, column, note);
        }
        cells(cells, wrong, TEXT);
    }

    private void cells(List<String> cells, Set<Integer> wrong, String style) throws IOException {
        rows++;
        StringBuilder row = new StringBuilder("<row r=\"").append(rows).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty() || wrong.contains(i)) {
                row.append("<c r=\"").append(SheetXml.column(i)).append(rows).append("\" s=\"");
                row.append(wrong.contains(i) ? WRONG : style).append('"');
                row.append(cell.isEmpty() ? "/>" : text(cell));
            }
        }
        write(row.append("</row>\n").toString());
    }

    private static String text(String cell) {
        return " t=\"inlineStr\"><is><t" + SPACE + ">" + SheetXml.escaped(cell) + "</t></is></c>";
    }

    @Override
    public void close() throws IOException {
        write(SheetParts.SHEET_END);
        zip.closeEntry();
        part("xl/comments1.xml", notes.comments());
        part("xl/drawings/vmlDrawing1.vml", notes.shapes());
        zip.close();
    }

    private void part(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write(content);
        zip.closeEntry();
    }

    private void write(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

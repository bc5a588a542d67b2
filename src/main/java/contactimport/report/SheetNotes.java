package contactimport.report;

/** The notes at cells of a sheet, which are parts of their own: so they are held until the sheet is done, and only so many. */
final class SheetNotes {

    /** With more of them, programs get slow; the marks at the cells and the column of reasons go on. */
    static final int MOST = 5_000;

    private final StringBuilder comments = new StringBuilder();
    private final StringBuilder shapes = new StringBuilder();
    private int count;

    void add(int row, int column, String text) {
        if (count == MOST) {
            return;
        }
        count++;
        comments.append("<comment ref=\"")
                .append(SheetXml.column(column))
                .append(row + 1)
                .append("\" authorId=\"0\"><text><t xml:space=\"preserve\">")
                .append(SheetXml.escaped(text))
                .append("</t></text></comment>\n");
        shapes.append(
                SheetParts.SHAPE.formatted(count, column + 1, Math.max(0, row - 1), column + 4, row + 4, row, column));
    }

    String comments() {
        return SheetParts.COMMENTS_BEGIN + comments + SheetParts.COMMENTS_END;
    }

    String shapes() {
        return SheetParts.SHAPES_BEGIN + shapes + SheetParts.SHAPES_END;
    }
}

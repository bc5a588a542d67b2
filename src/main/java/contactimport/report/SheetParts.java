package contactimport.report;

/** The parts of a workbook that are always the same (ECMA-376, Office Open XML). */
final class SheetParts {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String PACKAGE = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String OF_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private SheetParts() {}

    static final String CONTENT_TYPES = XML
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
            + type("/xl/workbook.xml", "sheet.main")
            + type("/xl/worksheets/sheet1.xml", "worksheet")
            + type("/xl/styles.xml", "styles")
            + type("/xl/comments1.xml", "comments")
            + "</Types>";

    private static String type(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + OF_SHEETS + type + "+xml\"/>";
    }

    static final String RELATIONS = relations(relation(1, "officeDocument", "xl/workbook.xml"));

    static final String WORKBOOK_RELATIONS =
            relations(relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml"));

    static final String SHEET_RELATIONS = relations(
            relation(1, "vmlDrawing", "../drawings/vmlDrawing1.vml") + relation(2, "comments", "../comments1.xml"));

    private static String relations(String all) {
        return XML + "<Relationships " + PACKAGE + ">" + all + "</Relationships>";
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /** The name of the sheet. */
    static final String WORKBOOK = XML + "<workbook " + MAIN + " xmlns:r=\"" + OFFICE
            + "\"><sheets><sheet name=\"%s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

    /** Cells: 0 usual, 1 text, 2 a name in the header, 3 text that is wrong. Number format 49 is text. */
    static final String STYLES = XML + "<styleSheet " + MAIN + ">"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill>"
            + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/><bgColor indexed=\"64\"/></patternFill></fill>"
            + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"4\">" + cell(0, 0, 0) + cell(49, 0, 0) + cell(49, 1, 0) + cell(49, 0, 2) + "</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

    private static String cell(int format, int font, int fill) {
        return "<xf numFmtId=\"" + format + "\" fontId=\"" + font + "\" fillId=\"" + fill
                + "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>";
    }

    /** The number of columns. Text that looks like a number is meant as it is: the programs need not warn. */
    static final String SHEET_BEGIN = XML + "<worksheet " + MAIN + " xmlns:r=\"" + OFFICE + "\"><sheetViews>"
            + "<sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
            + " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
            + "<cols><col min=\"1\" max=\"%d\" width=\"20\" style=\"1\" customWidth=\"1\"/></cols><sheetData>\n";

    static final String SHEET_END = "</sheetData><ignoredErrors>"
            + "<ignoredError sqref=\"A1:XFD1048576\" numberStoredAsText=\"1\"/></ignoredErrors>"
            + "<legacyDrawing r:id=\"rId1\"/></worksheet>";

    static final String COMMENTS_BEGIN =
            XML + "<comments " + MAIN + "><authors><author>contact-import</author></authors><commentList>\n";

    static final String COMMENTS_END = "</commentList></comments>";

    static final String SHAPES_BEGIN = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\""
            + " xmlns:o=\"urn:schemas-microsoft-com:office:office\""
            + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
            + "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
            + " path=\"m,l,21600r21600,l21600,xe\"/>\n";

    /** Number, left column, top row, right column, bottom row, row, column. */
    static final String SHAPE = "<v:shape id=\"n%d\" type=\"#_x0000_t202\""
            + " style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
            + "<v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
            + "<x:Anchor>%d,15,%d,10,%d,15,%d,4</x:Anchor><x:AutoFill>False</x:AutoFill>"
            + "<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>\n";

    static final String SHAPES_END = "</xml>";
}

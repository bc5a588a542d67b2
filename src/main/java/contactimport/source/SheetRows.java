package contactimport.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of a workbook, one after another, each as the texts of its cells. */
final class SheetRows {

    private static final int LAST_ROW = 1 << 20;
    private static final int LAST_COLUMN = 1 << 14;
    private static final int MOST_TEXT = 1 << 26;

    private final String label;
    private final XmlPart part;
    private final SharedStrings strings;
    private final List<CellFormat> formats;
    private final boolean since1904;
    private int row;

    SheetRows(String label, XmlPart part, SharedStrings strings, List<CellFormat> formats, boolean since1904) {
        this.label = label;
        this.part = part;
        this.strings = strings;
        this.formats = formats;
        this.since1904 = since1904;
    }

    /** Of the row that was given last. */
    int number() {
        return row;
    }

    /** The cells of the next row that is there, without empty ones at its end; null after the last. */
    @Nullable List<String> next() {
        while (part.next()) {
            if (part.begins("row")) {
                int number = part.number("r", row + 1);
                if (number <= row || number > LAST_ROW) {
                    throw fault(row + 1, "the rows are not in order");
                }
                row = number;
                return cells();
            }
        }
        return null;
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>();
        long length = 0;
        while (part.next() && !part.ends("row")) {
            if (part.begins("c")) {
                int column = column(part.attribute("r"), cells.size());
                while (cells.size() < column) {
                    cells.add("");
                }
                String cell = cell(column);
                cells.add(cell);
                length += cell.length();
            }
            if (length > MOST_TEXT) {
                throw fault(row, "it has more than " + MOST_TEXT + " characters");
            }
        }
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }

    /** By its reference, as in {@code AB7}; without one it follows the cell before. */
    private int column(@Nullable String reference, int next) {
        if (reference == null) {
            return next;
        }
        int column = 0;
        for (int i = 0; i < reference.length() && reference.charAt(i) >= 'A' && column <= LAST_COLUMN; i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        if (column <= next || column > LAST_COLUMN) {
            throw fault(row, "the cells are not in order");
        }
        return column - 1;
    }

    private String cell(int column) {
        String type = part.attribute("t");
        int format = part.number("s", 0);
        boolean formula = false;
        String value = null;
        String inline = null;
        while (part.next() && !part.ends("c")) {
            if (part.begins("f")) {
                formula = true;
                part.text();
            } else if (part.begins("v")) {
                value = part.text();
            } else if (part.begins("is")) {
                inline = part.richText("is");
            }
        }
        boolean result = value != null && (!value.isBlank() || "str".equals(type)); // only a text can be empty
        if (formula && !result) {
            throw fault(
                    row,
                    "column " + name(column)
                            + " has a formula without its result: open the file in a spreadsheet program and save it again");
        }
        return inline != null ? inline : value == null ? "" : text(type == null ? "n" : type, value, format);
    }

    private String text(String type, String value, int format) {
        return switch (type) {
            case "s" -> shared(value);
            case "b" -> value.strip().equals("0") ? "FALSE" : "TRUE";
            case "n" ->
                SheetNumber.text(
                        value.strip(),
                        format >= 0 && format < formats.size() ? formats.get(format) : CellFormat.GENERAL,
                        since1904);
            default -> XmlPart.unescaped(value);
        };
    }

    private String shared(String value) {
        try {
            int index = Integer.parseInt(value.strip());
            if (index >= 0 && index < strings.count()) {
                return strings.get(index);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw fault(row, "a cell refers to a text that is not there");
    }

    private static String name(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            name.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return name.toString();
    }

    private FileFault fault(int line, String why) {
        return new FileFault(label + ", row " + line + ": " + why + ".");
    }
}

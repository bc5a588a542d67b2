package contactimport.report;

/** Text broken at spaces into lines of at most 80 columns; what goes on in a next line is indented below the first. */
final class Wrapped {

    private static final int COLUMNS = 80;

    private final StringBuilder text = new StringBuilder();

    void blank() {
        verbatim("");
    }

    /** A line that is meant to be copied, and so is never broken. */
    void verbatim(String line) {
        text.append(line).append('\n');
    }

    void line(String indent, String words) {
        String rest = indent + words;
        String below = " ".repeat(indent.length() + 2);
        int cut = cut(rest, indent.length());
        while (cut > 0) {
            verbatim(rest.substring(0, cut));
            rest = below + rest.substring(cut + 1);
            cut = cut(rest, below.length());
        }
        verbatim(rest);
    }

    /** The last space at which the line can end, or 0 if it fits or cannot be broken. */
    private static int cut(String line, int indent) {
        if (line.length() <= COLUMNS) {
            return 0;
        }
        int before = line.lastIndexOf(' ', COLUMNS);
        int space = before > indent ? before : line.indexOf(' ', COLUMNS);
        return Math.max(space, 0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

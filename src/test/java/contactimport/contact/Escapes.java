package contactimport.contact;

import java.util.regex.Pattern;

/** Rule files write what an editor does not show as \n, \r, \t or \u0000. */
public final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[nrt])");

    private Escapes() {}

    public static String text(String cell) {
        StringBuilder text = new StringBuilder();
        var escape = ESCAPE.matcher(cell);
        int done = 0;
        while (escape.find()) {
            text.append(cell, done, escape.start()).append(character(escape.group(1)));
            done = escape.end();
        }
        return text.append(cell.substring(done)).toString();
    }

    private static char character(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) Integer.parseInt(escape.substring(1), 16);
        };
    }
}

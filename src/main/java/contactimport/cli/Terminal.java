package contactimport.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whether stderr is a terminal, and how wide: Java does not know. A shell that inherits it does. */
final class Terminal {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;

    private Terminal() {}

    /** Columns of the terminal; 0 if there is none, or it cannot rewrite a line. */
    static int columns(Map<String, String> variables) {
        if (PostgresBinaries.windows() || "dumb".equals(variables.get("TERM"))) {
            return 0;
        }
        try {
            Process shell = new ProcessBuilder("sh", "-c", "test -t 2 && { echo yes; stty size <&2; }")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.waitFor();
            return said.startsWith("yes") ? width(said) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Of {@code yes}, and rows and columns if they are known. */
    static int width(String said) {
        String[] words = said.strip().split("\\s+", 4);
        int width = words.length == 3 && words[2].matches("\\d{1,4}") ? Integer.parseInt(words[2]) : USUAL;
        return width < NARROWEST ? USUAL : width;
    }
}

package contactimport.cli;

import contactimport.store.DatabaseFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own a process of root is nobody in particular, and may still
 * use the files of root.
 */
final class Root {

    private Root() {}

    /**
     * What to put before a command of PostgreSQL: nothing for ordinary users.
     *
     * @throws DatabaseFault for root, where namespaces are not to be had
     */
    static List<String> escape() throws IOException, InterruptedException {
        if (PostgresBinaries.windows() || !said("id", "-u").equals("0")) {
            return List.of();
        }
        if (!said("unshare", "--user", "echo", "possible").equals("possible")) {
            throw new DatabaseFault("the embedded PostgreSQL cannot run as root here (unshare --user is not possible);"
                    + " run contact-import as an ordinary user, or name a database with --db-url");
        }
        return List.of("unshare", "--user");
    }

    private static String said(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.strip();
        } catch (IOException e) {
            return "";
        }
    }
}

package contactimport.cli;

import contactimport.OwnJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process that uses the embedded database of a home, for tests: open until its input ends. */
final class EmbeddedUser implements AutoCloseable {

    private final Process process;

    private EmbeddedUser(Process process) {
        this.process = process;
    }

    public static void main(String[] args) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(args[0]))) {
            System.out.println(database.target().url());
            int end = System.in.read();
            System.out.println("closing after " + end);
        }
    }

    /** Starts it and waits until it has the database. */
    static EmbeddedUser of(Path home) throws IOException {
        List<String> command = OwnJvm.command(EmbeddedUser.class.getName());
        command.add(home.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String url = output.readLine();
        if (url == null || !url.startsWith("jdbc:")) {
            throw new IOException("the other process did not open the database: " + url);
        }
        return new EmbeddedUser(process);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends as a program should. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}

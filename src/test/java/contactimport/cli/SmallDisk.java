package contactimport.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a command line in a process of its own to which a directory is a disk of its own: a small one, or one that takes no
 * writes. Needs a Linux that lets us have namespaces.
 */
record SmallDisk(Path directory, String mountOptions) {

    /** Mounts at {@code $0} with the options {@code $1}, then becomes the command. */
    private static final String MOUNT = "mount -t tmpfs -o \"$1\" tmpfs \"$0\" && shift && exec \"$@\"";

    static boolean possible(Path directory) throws IOException, InterruptedException {
        return new SmallDisk(directory, "size=64k").started(List.of("true"), Map.of(), directory) == 0;
    }

    CliFixture.Result run(Map<String, String> variables, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Dlogback.configurationFile=logback.xml", // the product's, not that of the tests
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Files.createDirectories(log);
        int exit = started(command, variables, log);
        return new CliFixture.Result(exit, read(log, "out"), read(log, "err"));
    }

    private int started(List<String> command, Map<String, String> variables, Path log)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                MOUNT,
                directory.toString(),
                mountOptions));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectOutput(log.resolve("out").toFile())
                .redirectError(log.resolve("err").toFile());
        builder.environment().putAll(variables);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return -1; // there is no unshare here
        }
    }

    private static String read(Path log, String name) throws IOException {
        return Files.readString(log.resolve(name), StandardCharsets.UTF_8);
    }
}

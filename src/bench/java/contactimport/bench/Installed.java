package contactimport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Our program as the README advises to install it: unpacked, and with the classes of one import kept in an archive. */
final class Installed {

    static final String JAVA = ProcessHandle.current().info().command().orElse("java");

    /** No warnings on stdout; what is to be logged is named after it. */
    static final String QUIET = "-Xlog:disable";

    private static final String OPTIONS = "@config/java.options";

    /** Instead of what is advised, and then without the archive. */
    private static final List<String> OTHERS =
            List.of(System.getProperty("bench.jvm", "").split(" ")).stream().filter(o -> !o.isEmpty()).toList();

    private final Path scratch;
    private final Path jar;
    private final Path archive;

    Installed(Path scratch) {
        this.scratch = scratch;
        // By its full path: the archive is good for a jar that is found under the name it was made with.
        Path unpacked = scratch.toAbsolutePath().resolve("unpacked");
        this.jar = unpacked.resolve("contact-import.jar");
        this.archive = unpacked.resolve("contact-import.jsa");
    }

    /** The options of the JVM. */
    List<String> options() {
        return OTHERS.isEmpty() ? List.of(OPTIONS, "-XX:SharedArchiveFile=" + archive) : OTHERS;
    }

    Path jar() {
        return jar;
    }

    /** Does nothing from the second time on. */
    void install() throws IOException, InterruptedException {
        if (!Files.exists(jar)) {
            String packed = System.getProperty("bench.jar");
            String destination = jar.getParent().toString();
            run(List.of("-Djarmode=tools", "-jar", packed, "extract", "--destination", destination));
        }
        if (OTHERS.isEmpty() && !Files.exists(archive)) {
            train();
        }
    }

    private void train() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(QUIET, OPTIONS, "-XX:ArchiveClassesAtExit=" + archive));
        arguments.addAll(List.of("-jar", jar.toString(), "import", "--accept", "rejects", "--quiet"));
        arguments.addAll(List.of("--home", scratch.resolve("training").toString()));
        arguments.addAll(List.of("--report-dir", scratch.resolve("reports").toString()));
        arguments.add("samples/contacts.csv");
        run(arguments);
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // Without a variable that names a database, the embedded one stands in.
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "TMPDIR"));
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("the jar could not be installed");
        }
    }
}

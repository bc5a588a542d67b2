package contactimport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a test starts a class of this build in a process of its own. */
public final class OwnJvm {

    private OwnJvm() {}

    /** Such processes live for seconds: the second compiler and a parallel collector cost more than they give. */
    public static List<String> options() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * To be followed by the arguments of the class.
     *
     * @param options of the JVM, beside those above
     */
    public static List<String> command(String className, String... options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), className));
        return command;
    }
}

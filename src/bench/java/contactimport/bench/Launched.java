package contactimport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender that is a process of its own, watched from outside. */
final class Launched implements Contender {

    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->\\d+M\\(");

    private final String name;
    private final Path scratch;
    private final Installed installed;
    private final long mostLines;
    private final Set<Workload> known;
    private final boolean ours;
    private final boolean bulk;

    private Launched(String name, Path scratch, long mostLines, Set<Workload> known, boolean ours, boolean bulk) {
        this.name = name;
        this.scratch = scratch;
        this.installed = new Installed(scratch);
        this.mostLines = mostLines;
        this.known = known;
        this.ours = ours;
        this.bulk = bulk;
    }

    static Launched ours(Path scratch, boolean bulk) {
        String name = bulk ? "contact-import --bulk" : "contact-import";
        return new Launched(name, scratch, Long.MAX_VALUE, EnumSet.allOf(Workload.class), true, bulk);
    }

    static Launched plainJob(Path scratch) {
        Set<Workload> known = EnumSet.complementOf(EnumSet.of(Workload.SHARED));
        return new Launched("plain Spring Batch job", scratch, 50_000, known, false, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean knows(Workload workload) {
        return known.contains(workload);
    }

    @Override
    public long mostLines() {
        return mostLines;
    }

    @Override
    public Measured run(BenchServer server, String database, Workload workload, Path file, long lines) throws Exception {
        Path gc = Files.createTempFile(scratch, "gc", ".log");
        if (ours) {
            installed.install();
        }
        double firstRow = -1;
        long peak = 0;
        double seconds;
        Process process;
        // One session for all questions: to open one each time took a tenth of what was measured.
        try (Connection watching = server.connect(database)) {
            long before = BenchServer.written(watching);
            long start = System.nanoTime();
            process = new ProcessBuilder(command(server.jdbc(database), workload, file, gc))
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("output.txt").toFile())
                    .start();
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, residentKb(process.pid()));
                if (firstRow < 0 && BenchServer.written(watching) > before) {
                    firstRow = (System.nanoTime() - start) / 1e9;
                }
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n"
                    + Files.readString(scratch.resolve("output.txt")));
        }
        return new Measured(lines, seconds, firstRow, peak / 1024, heapMb(gc));
    }

    private List<String> command(String jdbc, Workload workload, Path file, Path gc) {
        List<String> command = new ArrayList<>(List.of(Installed.JAVA, Installed.QUIET, "-Xmx256m", "-Xlog:gc:file=" + gc));
        if (ours) {
            command.addAll(installed.options());
            command.addAll(List.of("-jar", installed.jar().toString(), "import", "--db-url", jdbc, "--db-user", "postgres"));
            command.addAll(List.of("--report-dir", scratch.resolve("reports").toString(), "--accept", "rejects", "--quiet"));
            command.addAll(workload.options());
            if (bulk) {
                command.add("--bulk");
            }
            command.add(file.toString());
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), PlainJob.class.getName(), jdbc));
            command.addAll(List.of(workload == Workload.UPSERT ? "upsert" : "update", file.toString()));
        }
        return command;
    }

    private static long residentKb(long pid) {
        try {
            Matcher matcher = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            // It has just ended, or this is no Linux.
            return 0;
        }
    }

    private static long heapMb(Path gc) throws IOException {
        long most = 0;
        Matcher matcher = HEAP.matcher(Files.readString(gc));
        while (matcher.find()) {
            most = Math.max(most, Long.parseLong(matcher.group(1)));
        }
        return most;
    }
}

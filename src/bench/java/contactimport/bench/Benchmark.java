package contactimport.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same work by us, by hand and by a plain Spring Batch job, side by side in one run, each on a fresh copy of the same
 * database. System properties: {@code bench.lines} (100000,1000000), {@code bench.workloads} and {@code bench.contenders} (parts
 * of their names; all), {@code bench.jvm} (options of the JVM for ours), {@code bench.beside} (whether an application's session updates contacts meanwhile).
 */
public final class Benchmark {

    private final PrintStream out = System.out;
    private final Path scratch;

    private Benchmark(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createTempDirectory("contact-import-bench");
        try (BenchServer server = new BenchServer()) {
            new Benchmark(scratch).all(server);
        } finally {
            delete(scratch);
        }
    }

    private void all(BenchServer server) throws Exception {
        for (String size : System.getProperty("bench.lines", "100000,1000000").split(",")) {
            long lines = Long.parseLong(size.strip());
            String people = server.seeded(lines);
            String nobody = server.seeded(0);
            for (Workload workload : Workload.values()) {
                if (chosen("bench.workloads", workload.name())) {
                    print(workload, lines, measured(server, workload.hasPeople() ? people : nobody, workload, lines));
                }
            }
            if (Boolean.getBoolean("bench.beside")) {
                Beside.run(server, people, scratch, lines, out);
            }
            server.drop(people);
            server.drop(nobody);
        }
    }

    private Map<String, Measured> measured(BenchServer server, String seeded, Workload workload, long lines) throws Exception {
        Map<String, Measured> results = new LinkedHashMap<>();
        for (Contender contender : Contender.all(scratch)) {
            if (!contender.knows(workload) || !chosen("bench.contenders", contender.name())) {
                continue;
            }
            long some = Math.min(lines, contender.mostLines());
            Path file = scratch.resolve("lines.csv");
            workload.write(file, some);
            String database = server.copyOf(seeded);
            try {
                results.put(contender.name(), contender.run(server, database, workload, file, some));
            } finally {
                server.drop(database);
            }
        }
        return results;
    }

    private void print(Workload workload, long lines, Map<String, Measured> results) {
        out.printf(Locale.ROOT, "%n%s, %,d contacts%n", workload, lines);
        out.println("| | lines | s | rows/s | x best by hand | first row s | RSS MB | heap MB |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        double best = results.entrySet().stream()
                .filter(e -> e.getKey().startsWith("SQL") && !e.getKey().endsWith("tuned"))
                .mapToDouble(e -> 1 / e.getValue().perSecond())
                .min()
                .orElse(Double.NaN);
        results.forEach((name, m) -> out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f | %,.0f | %.2f | %s | %s | %s |%n",
                name,
                m.lines(),
                m.seconds(),
                m.perSecond(),
                1 / m.perSecond() / best,
                m.firstRow() < 0 ? "-" : String.format(Locale.ROOT, "%.1f", m.firstRow()),
                m.rssMb() == 0 ? "-" : m.rssMb(),
                m.heapMb() == 0 ? "-" : m.heapMb()));
        out.flush();
    }

    private static boolean chosen(String property, String name) {
        List<String> parts = Arrays.asList(System.getProperty(property, "").toLowerCase(Locale.ROOT).split(","));
        return parts.stream().anyMatch(part -> name.toLowerCase(Locale.ROOT).contains(part.strip()));
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

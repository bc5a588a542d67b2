package contactimport.report;

import contactimport.source.FileFault;
import contactimport.source.InvalidJson;
import contactimport.source.Json;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.source.Splice;
import contactimport.store.Person;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Takes one person out of report files, past runs and checks alike: lines that tell of them go, and what shows a whole run for the
 * eye is deleted, because it can be made again without them.
 */
public final class ForgottenFiles {

    private static final byte[] NOTHING = {};

    private final Person person;
    private final BiPredicate<String, String> ours;
    private final boolean dryRun;
    private final Map<Path, String> done = new LinkedHashMap<>();

    private ForgottenFiles(Person person, BiPredicate<String, String> ours, boolean dryRun) {
        this.person = person;
        this.ours = ours;
        this.dryRun = dryRun;
    }

    /**
     * Looks through {@code reportDir}, or only says what it would do.
     *
     * @param ours whether a run, by its id and the name of its database, is of the database of the person: elsewhere the ids of
     *     contacts are those of other people
     * @return by file, what was done with it: {@code 2 lines}, {@code deleted}
     * @throws ReportFault if a file cannot be read or written
     */
    public static Map<Path, String> forget(
            Path reportDir, Person person, BiPredicate<String, String> ours, boolean dryRun) {
        ForgottenFiles files = new ForgottenFiles(person, ours, dryRun);
        for (Path directory : list(reportDir)) {
            if (Files.isDirectory(directory) && Files.exists(directory.resolve("summary.json"))) {
                files.directory(directory);
            }
        }
        return files.done;
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw ReportFault.forgetting(directory, e);
        }
    }

    private void directory(Path directory) {
        try {
            int before = done.size();
            boolean byId = isOurs(directory);
            for (Path file : list(directory)) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("(rejected|failed|kept)\\.(csv|jsonl)")) {
                    told(file, records(file));
                } else if (name.endsWith(".jsonl")) {
                    told(file, lines(file, byId));
                }
            }
            if (done.size() > before) {
                views(directory);
            }
        } catch (IOException e) {
            throw ReportFault.forgetting(directory, e);
        }
    }

    private boolean isOurs(Path directory) throws IOException {
        Object database = null;
        try {
            database = Json.readObject(Files.readString(directory.resolve("summary.json")))
                    .get("database");
        } catch (InvalidJson e) {
            // Cut off, or nobody's: only the run's id is left to go by.
        }
        return ours.test(String.valueOf(directory.getFileName()), String.valueOf(database));
    }

    private void told(Path file, long lines) {
        if (lines > 0) {
            done.put(file, lines == 1 ? "1 line" : lines + " lines");
        }
    }

    /** Pages, workbooks, tables for spreadsheets: what is made for the eye. */
    private void views(Path directory) throws IOException {
        for (Path file : list(directory)) {
            String name = String.valueOf(file.getFileName());
            boolean view = !name.matches(".*\\.(json|jsonl)|(rejected|failed|kept)\\.csv|\\..*");
            if (view && Files.isRegularFile(file)) {
                done.put(file, "deleted");
                if (!dryRun) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A file of ours, a JSON object a line. */
    private long lines(Path file, boolean byId) throws IOException {
        long gone = 0;
        try (Stream<String> lines = Files.lines(file);
                PrivateFile copy = new PrivateFile(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (person.isIn(line) || (byId && isAbout(line))) {
                    gone++;
                } else {
                    copy.out().write(line.getBytes(StandardCharsets.UTF_8));
                    copy.out().write('\n');
                }
            }
            if (gone > 0 && !dryRun) {
                copy.keep();
            }
        }
        return gone;
    }

    private boolean isAbout(String line) {
        return line.contains("\"contact\":")
                && Json.readObject(line).get("contact") instanceof Map<?, ?> contact
                && contact.get("id") instanceof BigDecimal id
                && person.is(id.longValue());
    }

    /** A file in the encoding and form of an imported one. A line that goes leaves a blank one, which imports pass over. */
    private long records(Path file) throws IOException {
        long gone = 0;
        SourceOptions options = SourceOptions.defaults();
        try (Source source = Sources.open(file, options);
                PrivateFile copy = new PrivateFile(file);
                Splice splice = new Splice(file, options, copy.out())) {
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                if (person.isIn(source.detected().encoding().decode(row.raw()))) {
                    long end = source.recordEnd();
                    splice.replace(end - row.raw().length, end, NOTHING);
                    gone++;
                }
            }
            splice.rest();
            if (gone > 0 && !dryRun) {
                copy.keep();
            }
        } catch (FileFault e) {
            throw new IOException(e);
        }
        return gone;
    }
}

package contactimport.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture;
import contactimport.source.FileFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stage reads a chunk while it writes the one before: what becomes of that when the file is faulty, or the run stops. */
@ExtendWith(PostgresExtension.class)
class ReadAheadIT {

    /** As many lines as the stage takes at once. */
    private static final int CHUNK = StageStep.MOST_ROWS;

    private static final int PEOPLE = 5;
    private static final String HEADER = "inbox_identifier,contact_identifier,name\n";

    private static final String EVERY_CHUNK_BUT_THE_FIRST =
            "when (new.records > old.records and old.records > 0 and not new.stage_done)";

    @TempDir
    Path dir;

    /** The second member of the archive has other columns. The first chunk is not read ahead, the next ones are. */
    @ParameterizedTest
    @ValueSource(ints = {1, CHUNK + 1, 2 * CHUNK})
    void a_faulty_file_leaves_nothing_whichever_chunk_the_fault_is_in(int linesBefore, @Fresh TestDatabase db)
            throws Exception {
        Trial.people(db, PEOPLE);
        Path file = archive(HEADER + lines(1, linesBefore), "inbox_identifier,contact_identifier,email\nx,y,z\n");

        var result = cli(db).run("import", "--report-dir=" + dir.resolve("reports"), file.toString());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .endsWith("contact-import: " + file + " (b.csv), line 1: the columns differ from those of"
                        + " the first member: import the members one by one.\n");
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
        assertThat(db.value("select count(*) from contact_import.staged_row")).isEqualTo(0L);
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines.csv.gz", "lines.csv"})
    void a_file_that_is_cut_off_while_it_is_read_leaves_nothing(String name, @Fresh TestDatabase db) throws Exception {
        Trial.people(db, PEOPLE);
        Path file = dir.resolve(name);
        OutputStream plain = Files.newOutputStream(file);
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            // Made of what does not pack well: the reader must not have all of it before it is cut.
            Random random = new Random(1);
            out.write(HEADER.getBytes(UTF_8));
            for (int n = 1; n <= 3 * CHUNK; n++) {
                out.write(("demo-lantern-crm,p-1," + Long.toHexString(random.nextLong()) + "\n").getBytes(UTF_8));
            }
        }
        // The file is whole when it is checked and opened; behind its first half is more than one chunk.
        try (Connection keeper = Gates.on(db, "insert on contact_import.run", "");
                Trial trial = Trial.of(db, dir)) {
            Future<Importer.Result> running = trial.start(file);
            trial.untilAtTheGate(running);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
            keeper.close();
            assertThatThrownBy(() -> Trial.resultOf(running))
                    .cause()
                    .isInstanceOf(FileFault.class)
                    .hasMessageContaining(file.toString());
        }
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
        assertThat(db.value("select count(*) from contact_import.staged_row")).isEqualTo(0L);
        assertThat(db.value("select name from contacts where id = 1001"))
                .as("not half a name either")
                .isEqualTo("Person 1");
    }

    @Test
    void a_run_that_stops_while_a_chunk_is_read_ahead_is_resumed_with_every_line_once(@Fresh TestDatabase db)
            throws Exception {
        Trial.people(db, PEOPLE);
        int all = 2 * CHUNK + 1;
        Path file = Files.writeString(dir.resolve("lines.csv"), HEADER + lines(1, all));
        stoppedInTheSecondChunk(db, file);

        try (Trial trial = Trial.of(db, dir)) {
            Importer.Result result = trial.run(file);
            assertThat(trial.told()).singleElement().asString().contains("at line 1");
            assertThat(result.exitCode()).isZero();
            assertThat(result.report().run().proof().violations()).isEmpty();
            assertThat(result.report().run().proof().tally().updated()).isEqualTo(all);
        }
        assertThat(names(db)).isEqualTo(namesAfter(all));
    }

    @Test
    void a_stop_comes_before_the_fault_of_the_chunk_that_was_read_ahead(@Fresh TestDatabase db) throws Exception {
        Trial.people(db, PEOPLE);
        Path file = archive(HEADER + lines(1, 2 * CHUNK + 1), "inbox_identifier,contact_identifier,email\nx,y,z\n");
        stoppedInTheSecondChunk(db, file);

        try (Trial trial = Trial.of(db, dir)) {
            assertThatThrownBy(() -> trial.run(file)).isInstanceOf(FileFault.class);
        }
        assertThat(db.sql("select status, records, (select count(*) from contact_import.staged_row) as staged"
                        + " from contact_import.run"))
                .as("what had been staged before is not forgotten: the run is that of an earlier launch")
                .containsExactly(Map.of("status", "interrupted", "records", 2L * CHUNK, "staged", 2L * CHUNK));
        assertThat(db.value("select count(*) from contacts where name like 'N%'"))
                .isEqualTo(0L);
    }

    @Test
    void stdin_an_archive_and_several_files_of_more_than_a_chunk_are_read_whole_and_in_their_order(
            @Fresh TestDatabase db) throws Exception {
        Trial.people(db, PEOPLE);
        int archived = CHUNK + 7;
        Path archive = archive(HEADER + lines(11, archived), HEADER + lines(archived + 1, archived + 10));
        Path one = Files.writeString(dir.resolve("one.csv"), HEADER + longLines(archived + 11, archived + 20));
        Path two = Files.writeString(dir.resolve("two.csv"), HEADER + longLines(archived + 21, archived + 30));

        var result = cli(db).input(HEADER + longLines(1, 10))
                .run(
                        "import",
                        "--report-dir=" + dir.resolve("reports"),
                        "--home=" + dir.resolve("home"),
                        "-",
                        archive.toString(),
                        one.toString(),
                        two.toString());

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(db.sql("select records from contact_import.run order by no"))
                .extracting(row -> row.get("records"))
                .containsExactly(10L, (long) archived, 10L, 10L);
        assertThat(db.value("select count(*) from contact_import.ledger where outcome = 'updated'"))
                .isEqualTo(archived + 30L);
        assertThat(names(db)).isEqualTo(namesAfter(archived + 30));
    }

    /** The second chunk is being written, the third read, when a signal arrives. */
    private void stoppedInTheSecondChunk(TestDatabase db, Path file) throws Exception {
        Stop stop = new Stop();
        try (Connection keeper = Gates.on(db, "update on contact_import.run", EVERY_CHUNK_BUT_THE_FIRST);
                Trial trial = Trial.of(db, dir).stoppedBy(stop)) {
            Future<Importer.Result> running = trial.start(file);
            trial.untilAtTheGate(running);
            stop.request(143);
            keeper.close();
            Importer.Result stopped = Trial.resultOf(running);
            assertThat(stopped.exitCode()).isEqualTo(143);
            assertThat(stopped.report().run().proof().violations()).isEmpty();
        }
        Gates.remove(db, "update on contact_import.run");
        assertThat(db.sql("select status, records, (select count(*) from contact_import.staged_row) as staged"
                        + " from contact_import.run"))
                .containsExactly(Map.of("status", "interrupted", "records", 2L * CHUNK, "staged", 2L * CHUNK));
    }

    private CliFixture cli(TestDatabase db) {
        return new CliFixture(dir).with(db.target());
    }

    /** Every one gives somebody another name. */
    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> "demo-lantern-crm,p-" + (n % PEOPLE + 1) + ",N" + n + "\n")
                .collect(Collectors.joining());
    }

    /** The same; a few of them are a chunk, for they are long. */
    private static String longLines(int first, int last) {
        return lines(first, last).replace("\n", " ".repeat(1 << 19) + "\n");
    }

    private static Map<String, String> namesAfter(int lines) {
        return IntStream.rangeClosed(lines - PEOPLE + 1, lines)
                .boxed()
                .collect(Collectors.toMap(n -> "p-" + (n % PEOPLE + 1), n -> "N" + n));
    }

    private static Map<String, String> names(TestDatabase db) {
        return db.sql("select 'p-' || (id - 1000) as person, name from contacts where id > 1000").stream()
                .collect(Collectors.toMap(row -> (String) row.get("person"), row -> (String) row.get("name")));
    }

    private Path archive(String one, String two) throws IOException {
        Path file = dir.resolve("lines.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(one.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("b.csv"));
            zip.write(two.getBytes(UTF_8));
        }
        return file;
    }
}

package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.source.Format;
import contactimport.store.Accounting;
import contactimport.store.BooksOfARun;
import contactimport.store.LedgerReader;
import contactimport.store.LedgerReader.CodeCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ReportsIT {

    private static final String ID = "20261122T020000Z-7f3a";
    private static final String IMPORT_COLUMNS = ",_import_run,_import_line,_import_code,_import_reason\n";

    private final TestDatabase database;
    private final Reports reports;

    @TempDir
    private Path temporary;

    ReportsIT(TestDatabase database) {
        this.database = database;
        this.reports = new Reports(new LedgerReader(database.dataSource()));
    }

    @Test
    void every_file_has_its_lines_in_the_order_of_the_import() throws IOException {
        Report report = write(BooksOfARun.partWay(database), Format.CSV);
        assertThat(files(report))
                .containsExactly(
                        "failed.csv",
                        "rejected.csv",
                        "rejected.xlsx",
                        "report.html",
                        "summary.json",
                        "updated.jsonl",
                        "warnings.jsonl");
        assertThat(read(report, "rejected.csv"))
                .isEqualTo("email,\"a,b\"" + IMPORT_COLUMNS
                        + "row,3," + ID + ",4,EMAIL_INVALID; PHONE_INVALID,because\n"
                        + "row,5," + ID + ",6,CONTACT_NOT_FOUND,because\n"
                        + "row,7," + ID + ",8,EMAIL_INVALID,because\n");
        assertThat(read(report, "failed.csv"))
                .isEqualTo("email,\"a,b\"" + IMPORT_COLUMNS
                        + "row,8," + ID + ",9,FAILED,23514 in contact-update\n"
                        + "row,9," + ID + ",10,FAILED,\"40001 in contact-update, lines 10 to 11\"\n"
                        + "row,10," + ID + ",11,FAILED,\"40001 in contact-update, lines 10 to 11\"\n");
        assertThat(read(report, "updated.jsonl").lines().map(line -> line.replaceFirst(",\"contact\".*", "")))
                .containsExactly(
                        "{\"line\":2,\"outcome\":\"updated\",\"changes\":{\"name\":[\"Ada\",\"Ada L.\"]}",
                        "{\"line\":5,\"outcome\":\"created\",\"changes\":{\"name\":[null,\"Eve\"]}",
                        "{\"line\":7,\"outcome\":\"merged\",\"changes\":{\"email\":[null,\"m@x\"]}");
        assertThat(read(report, "warnings.jsonl")).isEqualTo("""
                        {"line":2,"code":"AVATAR_NOT_STORED","field":"avatar_url","detail":"a picture is not stored yet"}
                        {"line":7,"code":"EMAIL_DROPPED","field":"email","detail":"it belongs to contact 12"}
                        {"line":7,"code":"AVATAR_NOT_STORED","field":"avatar","detail":"a picture is not stored yet"}
                        """);
        assertThat(read(report, "summary.json"))
                .isEqualTo(SummaryJson.of(report) + "\n")
                .contains(
                        "\"rejects_by_code\":{\"EMAIL_INVALID\":2,\"CONTACT_NOT_FOUND\":1}",
                        "\"warnings_by_code\":{\"AVATAR_NOT_STORED\":2,\"EMAIL_DROPPED\":1}");
    }

    @Test
    void codes_are_counted_with_their_first_lines_and_files_with_their_number_of_lines() {
        Report report = write(BooksOfARun.partWay(database), Format.JSONL);
        assertThat(report.rejects())
                .containsExactly(
                        new CodeCount("EMAIL_INVALID", 2, List.of(4L, 8L)),
                        new CodeCount("CONTACT_NOT_FOUND", 1, List.of(6L)));
        assertThat(report.lines())
                .containsExactly(
                        java.util.Map.entry("updated.jsonl", 3L),
                        java.util.Map.entry("rejected.jsonl", 3L),
                        java.util.Map.entry("failed.jsonl", 3L),
                        java.util.Map.entry("warnings.jsonl", 3L));
    }

    @Test
    void without_a_plan_every_staged_line_is_given_back_as_failed() throws IOException {
        Report report = write(BooksOfARun.staged(database), Format.CSV);
        assertThat(read(report, "failed.csv").lines())
                .hasSize(1 + 8)
                .last()
                .isEqualTo("row,10," + ID + ",11,FAILED,the run ended before this line: rerun it");
        assertThat(read(report, "updated.jsonl")).isEmpty();
    }

    @Test
    void files_are_for_their_owner_only() throws IOException {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path directory = write(BooksOfARun.partWay(database), Format.CSV).directory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (var files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(7)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_report_that_is_written_again_leaves_nothing_of_the_first() throws IOException {
        BooksOfARun books = BooksOfARun.partWay(database);
        write(books, Format.CSV);
        books.sql("delete from set_aside where run_no = ?");
        books.sql("update partition set position = 4, decided = 4, unchanged = 3, status = 'done'"
                + " where run_no = ? and part = 1");
        books.sql("delete from warning where run_no = ?");
        Report again = write(books, Format.CSV);
        assertThat(files(again))
                .containsExactly(
                        "rejected.csv",
                        "rejected.xlsx",
                        "report.html",
                        "summary.json",
                        "updated.jsonl",
                        "warnings.jsonl");
        assertThat(read(again, "warnings.jsonl")).isEmpty();
    }

    @Test
    void a_file_for_spreadsheets_is_written_when_it_is_wanted_and_gone_when_it_is_not() throws IOException {
        BooksOfARun books = BooksOfARun.partWay(database);
        Report with = reports.write(info(books, Format.CSV), new ReportPlace(temporary, Pii.FULL, true));
        assertThat(read(with, "updated.csv").lines())
                .containsExactly(
                        "\uFEFF\"line\",\"outcome\",\"contact_id\",\"name\",\"email\",\"phone_number\",\"identifier\","
                                + "\"name_before\",\"email_before\",\"phone_number_before\",\"identifier_before\",\"changes\"",
                        "\"2\",\"updated\",\"\",\"Ada L.\",\"\",\"\",\"\",\"Ada\",\"\",\"\",\"\",\"name: Ada → Ada L.\"",
                        "\"5\",\"created\",\"\",\"Eve\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"name: none → Eve\"",
                        "\"7\",\"merged\",\"\",\"\",\"m@x\",\"\",\"\",\"\",\"\",\"\",\"\",\"email: none → m@x\"");
        assertThat(with.lines()).containsEntry("updated.csv", 3L);
        assertThat(files(write(books, Format.CSV))).doesNotContain("updated.csv");
    }

    @Test
    void without_values_only_the_lines_to_correct_have_any() throws IOException {
        BooksOfARun books = BooksOfARun.partWay(database);
        Report report = reports.write(info(books, Format.CSV), new ReportPlace(temporary, Pii.NONE, true));
        for (String name : List.of("updated.jsonl", "updated.csv", "report.html", "summary.json")) {
            assertThat(read(report, name)).as(name).doesNotContain("Ada", "m@x");
        }
        assertThat(read(report, "rejected.csv")).isEqualTo(read(write(books, Format.CSV), "rejected.csv"));
    }

    @Test
    void of_a_closed_run_whose_rows_are_gone_the_failed_lines_of_the_first_report_stay() throws IOException {
        BooksOfARun books = BooksOfARun.partWay(database);
        Report first = write(books, Format.CSV);
        String failed = read(first, "failed.csv");
        RunInfo run = first.run();
        books.sql("select drop_run_partitions(?)");
        assertThat(read(reports.write(run, ReportPlace.of(temporary)), "failed.csv"))
                .isEqualTo(failed);
    }

    @Test
    void a_report_directory_that_is_a_file_is_one_sentence() throws IOException {
        Path file = Files.createFile(temporary.resolve("reports"));
        assertThatThrownBy(() -> reports.write(info(BooksOfARun.partWay(database), Format.CSV), ReportPlace.of(file)))
                .isInstanceOf(ReportFault.class)
                .hasMessage("the report cannot be written to " + file.resolve(ID) + ": " + file
                        + " is not a directory; what the run did stays done and is on record: see to that, or choose"
                        + " another --report-dir, then run report " + ID);
    }

    @Test
    void the_runs_directory_may_not_be_a_file_either() throws IOException {
        Path file = Files.createFile(temporary.resolve(ID));
        assertThatThrownBy(() -> write(BooksOfARun.partWay(database), Format.CSV))
                .isInstanceOf(ReportFault.class)
                .hasMessageContaining(file + " is not a directory;");
    }

    @Test
    void a_directory_that_cannot_be_written_to_is_one_sentence() throws IOException {
        Path readOnly = Files.createDirectory(temporary.resolve("locked"));
        assumeTrue(readOnly.toFile().setWritable(false) && !Files.isWritable(readOnly), "root may write everywhere");
        assertThatThrownBy(
                        () -> reports.write(info(BooksOfARun.partWay(database), Format.CSV), ReportPlace.of(readOnly)))
                .isInstanceOf(ReportFault.class)
                .hasMessageContaining("permission denied;");
    }

    @Test
    void a_full_disk_is_one_sentence_and_leaves_no_half_file_and_no_summary() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        BooksOfARun books = BooksOfARun.partWay(database);
        Path directory = write(books, Format.CSV).directory();
        Files.createSymbolicLink(directory.resolve(".warnings.jsonl.part"), full);
        assertThatThrownBy(() -> write(books, Format.CSV))
                .isInstanceOf(ReportFault.class)
                .hasMessageStartingWith("the report cannot be written to " + directory + ": no space left on device;");
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(
                            Set.of("failed.csv", "rejected.csv", "rejected.xlsx", "updated.jsonl", "warnings.jsonl"));
        }
    }

    private Report write(BooksOfARun books, Format format) {
        return reports.write(info(books, format), ReportPlace.of(temporary));
    }

    private RunInfo info(BooksOfARun books, Format format) {
        return new RunInfo(
                books.no(),
                ID,
                "chatwoot",
                "f",
                "00",
                format,
                List.of("email", "a,b"),
                "{}",
                "failed",
                5,
                true,
                Instant.EPOCH,
                null,
                new Accounting(database.dataSource()).prove(books.no()));
    }

    private static String read(Report report, String name) throws IOException {
        return Files.readString(report.directory().resolve(name));
    }

    private static Set<String> files(Report report) throws IOException {
        try (var files = Files.list(report.directory())) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

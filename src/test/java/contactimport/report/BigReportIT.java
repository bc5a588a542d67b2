package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.OwnJvm;
import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.source.Format;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader;
import contactimport.store.Sessions;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A report much larger than the heap of the process that writes it. */
@ExtendWith(PostgresExtension.class)
class BigReportIT {

    private static final String HEAP = "-Xmx32m";
    private static final int LINES = 40_000;

    @TempDir
    private Path temporary;

    @Test
    void memory_does_not_grow_with_the_run(TestDatabase database) throws Exception {
        Object run = database.value(
                "insert into run (id, file_name, file_size, sha256, format, settings, fingerprint, status,"
                        + " started_at) values ('big', 'f', 0, '', 'csv', '{}', '', 'running', now()) returning no");
        database.sql("select open_run_partitions(?)", run);
        database.sql("""
                insert into ledger (run_no, ordinal, line, part, outcome, codes, reason, before, after, record, raw)
                select ?, i, i, 0, case when i % 4 = 0 then 'rejected' else 'updated' end, 'EMAIL_INVALID', 'because',
                       '{"name": "before"}', '{"name": "after"}',
                       jsonb_build_object('id', i, 'name', 'after', 'custom_attributes', jsonb_build_object('text', repeat(md5(i::text), 60))),
                       case when i % 4 = 0 then convert_to(repeat(md5(i::text), 60), 'UTF8') end
                from generate_series(1, ?) i""", run, LINES);
        database.sql(
                "insert into warning (run_no, ordinal, no, line, code, field, detail)"
                        + " select ?, i, 1, i, 'AVATAR_NOT_STORED', 'avatar', 'x' from generate_series(1, ?) i",
                run,
                LINES);
        List<String> command = OwnJvm.command(InASmallHeap.class.getName(), HEAP);
        command.addAll(
                List.of(database.target().url(), database.target().user(), run.toString(), temporary.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("exit code").isZero();
        assertThat(lines("updated.jsonl")).isEqualTo(LINES * 3 / 4);
        assertThat(lines("rejected.csv")).isEqualTo(1 + LINES / 4);
        assertThat(lines("warnings.jsonl")).isEqualTo(LINES);
        assertThat(Files.readString(temporary.resolve("big/summary.json")))
                .contains("\"rejects_by_code\":{\"EMAIL_INVALID\":" + LINES / 4 + "}");
    }

    private long lines(String name) throws IOException {
        try (var lines = Files.lines(temporary.resolve("big").resolve(name))) {
            return lines.count();
        }
    }

    /** The process with the small heap. */
    static final class InASmallHeap {

        private InASmallHeap() {}

        public static void main(String[] args) {
            try (var pool = Sessions.open(new Target(args[0], args[1], null, "big"), 1)) {
                RunInfo run = new RunInfo(
                        Long.parseLong(args[2]),
                        "big",
                        "big",
                        "f",
                        "",
                        Format.CSV,
                        List.of("name"),
                        "{}",
                        "completed_with_rejects",
                        3,
                        false,
                        Instant.EPOCH,
                        null,
                        new Proof(new Tally(LINES, LINES * 3L / 4, 0, 0, 0, LINES / 4, 0), List.of()));
                new Reports(new LedgerReader(pool)).write(run, new ReportPlace(Path.of(args[3]), Pii.MASKED, true));
            }
        }
    }
}

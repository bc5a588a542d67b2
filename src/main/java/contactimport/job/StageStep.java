package contactimport.job;

import contactimport.patch.ColumnMapping;
import contactimport.source.Source;
import contactimport.source.SourceRow;
import contactimport.store.DefinitionTable;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.StageTable;
import contactimport.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Reads, checks and stages the file: one reader, in file order, one chunk ahead of the one that is written; some rows or some
 * megabytes in a transaction.
 */
final class StageStep {

    static final int MOST_ROWS = 8_000;
    private static final int MOST_BYTES = 2 << 20;

    private StageStep() {}

    /** @param bytesRead of the file, to the end of these lines */
    private record Chunk(StageTable.Lines lines, long bytesRead) {}

    /** @param atOnce how many rows are checked together; each is forgotten before the next are read */
    private record Checks(int atOnce, Function<List<SourceRow>, List<StageTable.Line>> of) {}

    static Step of(JobRepository repository, JdbcTransactionManager tm, Connections connections, RunScope run) {
        connections.apart(c -> RunTable.restartStage(c, run.no(), run.epoch()));
        run.meter().begin(Progress.Phase.STAGE);
        Checks checks = checks(connections, run);
        Ahead<Chunk> ahead = new Ahead<>(() -> next(run, checks));
        // Corrected lines are compared with what the database has: in this step's own session, for a check has no
        // other.
        ItemReader<Chunk> chunks = run.state().corrects() == null ? ahead : () -> next(run, checks);
        return new StepBuilder("stage", repository)
                .<Chunk, Chunk>chunk(1)
                .transactionManager(tm)
                .reader(reader(chunks, new Border(connections, run)))
                .listener(ahead)
                .writer(writer(connections, run))
                .build();
    }

    private static ItemReader<Chunk> reader(ItemReader<Chunk> chunks, Border border) {
        AtomicLong bytesRead = new AtomicLong();
        return () -> {
            Chunk chunk = border.isClosedAt(bytesRead.get()) ? null : chunks.read();
            if (chunk != null) {
                bytesRead.set(chunk.bytesRead());
            }
            return chunk;
        };
    }

    private static @Nullable Chunk next(RunScope run, Checks checks) {
        StageTable.Lines lines = new StageTable.Lines(run.no());
        long bytes = 0;
        while (lines.count() < MOST_ROWS && bytes < MOST_BYTES) {
            List<SourceRow> rows = rows(run.source(), checks.atOnce());
            if (rows.isEmpty()) {
                break;
            }
            for (StageTable.Line line : checks.of().apply(rows)) {
                lines.add(line);
                bytes += line.row().raw().length;
            }
        }
        return lines.count() == 0 ? null : new Chunk(lines, run.source().bytesRead());
    }

    /** At most so many, and some megabytes. */
    private static List<SourceRow> rows(Source source, int most) {
        List<SourceRow> rows = new ArrayList<>(1);
        long bytes = 0;
        while (rows.size() < most && bytes < MOST_BYTES) {
            SourceRow row = source.next();
            if (row == null) {
                break;
            }
            rows.add(row);
            bytes += row.raw().length;
        }
        return rows;
    }

    private static Checks checks(Connections connections, RunScope run) {
        ColumnMapping mapping = ColumnMapping.of(
                run.source().header(), run.rules(), run.settings().columns());
        Verifier verifier = new Verifier(
                run.ground().inboxes(),
                run.rules(),
                connections.here(c -> DefinitionTable.load(
                        c, run.ground().platform(), run.settings().columns().define())));
        Long corrects = run.state().corrects();
        if (corrects != null) {
            RunState corrected = connections.here(c -> RunState.byNo(c, corrects));
            return new Checks(
                    MOST_ROWS, new CorrectedLines(connections, corrected, run, mapping, verifier::verify)::of);
        }
        return new Checks(1, rows -> List.of(line(rows.get(0), mapping, verifier)));
    }

    private static StageTable.Line line(SourceRow row, ColumnMapping mapping, Verifier verifier) {
        return new StageTable.Line(row, mapping.from(row).then(verifier::verify));
    }

    private static ItemWriter<Chunk> writer(Connections connections, RunScope run) {
        StageTable table = new StageTable(run.no(), run.epoch());
        return chunks -> connections.here(c -> {
            run.requireTurn();
            for (Chunk chunk : chunks) {
                StageTable.Lines lines = chunk.lines();
                Located.in(Located.lines("stage", lines.first(), lines.last()), () -> {
                    table.write(c, lines);
                    return lines;
                });
            }
            return Boolean.TRUE;
        });
    }
}

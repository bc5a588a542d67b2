package contactimport.job;

import contactimport.patch.ColumnMapping;
import contactimport.source.SourceRow;
import contactimport.store.DefinitionTable;
import contactimport.store.RunState;
import contactimport.store.RunTable;
import contactimport.store.StageTable;
import contactimport.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Reads, checks and stages the file: one reader, in file order, some rows or some megabytes in a transaction. */
final class StageStep {

    private static final int MOST_ROWS = 5_000;
    private static final int MOST_BYTES = 2 << 20;

    private StageStep() {}

    static Step of(JobRepository repository, JdbcTransactionManager tm, Connections connections, RunScope run) {
        connections.apart(c -> RunTable.restartStage(c, run.no(), run.epoch()));
        Border border = new Border(connections, run);
        run.meter().begin(Progress.Phase.STAGE);
        return new StepBuilder("stage", repository)
                .<List<SourceRow>, List<StageTable.Line>>chunk(1)
                .transactionManager(tm)
                .reader(() -> next(run, border))
                .processor(processor(connections, run))
                .writer(writer(connections, run))
                .build();
    }

    private static @Nullable List<SourceRow> next(RunScope run, Border border) {
        List<SourceRow> rows = new ArrayList<>();
        long bytes = 0;
        if (border.isClosed()) {
            return null;
        }
        while (rows.size() < MOST_ROWS && bytes < MOST_BYTES) {
            SourceRow row = run.source().next();
            if (row == null) {
                break;
            }
            rows.add(row);
            bytes += row.raw().length;
        }
        return rows.isEmpty() ? null : rows;
    }

    private static ItemProcessor<List<SourceRow>, List<StageTable.Line>> processor(
            Connections connections, RunScope run) {
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
            return new CorrectedLines(connections, corrected, run, mapping, verifier::verify)::of;
        }
        return rows -> rows.stream()
                .map(row -> new StageTable.Line(row, mapping.from(row).then(verifier::verify)))
                .toList();
    }

    private static String where(List<StageTable.Line> lines) {
        return Located.lines(
                "stage",
                lines.get(0).row().line(),
                lines.get(lines.size() - 1).row().line());
    }

    private static ItemWriter<List<StageTable.Line>> writer(Connections connections, RunScope run) {
        StageTable table = new StageTable(run.no(), run.epoch());
        return chunk -> connections.here(c -> {
            run.requireTurn();
            for (List<StageTable.Line> lines : chunk) {
                Located.in(where(lines), () -> {
                    table.write(c, lines);
                    return lines;
                });
            }
            return Boolean.TRUE;
        });
    }
}

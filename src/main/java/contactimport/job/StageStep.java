package contactimport.job;

import contactimport.patch.ColumnMapping;
import contactimport.source.SourceRow;
import contactimport.store.RunTable;
import contactimport.store.StageTable;
import contactimport.verify.Verifier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Reads, checks and stages the file: one reader, in file order. */
final class StageStep {

    private static final int CHUNK = 5_000;

    private StageStep() {}

    static Step of(JobRepository repository, JdbcTransactionManager tm, Connections connections, RunScope run) {
        connections.apart(c -> RunTable.restartStage(c, run.no(), run.epoch()));
        return new StepBuilder("stage", repository)
                .<SourceRow, StageTable.Line>chunk(CHUNK)
                .transactionManager(tm)
                .reader(reader(run))
                .processor(processor(run))
                .writer(writer(connections, run))
                .build();
    }

    private static ItemReader<SourceRow> reader(RunScope run) {
        return () -> run.stop().isRequested() ? null : run.source().next();
    }

    private static ItemProcessor<SourceRow, StageTable.Line> processor(RunScope run) {
        ColumnMapping mapping = ColumnMapping.of(run.source().header(), run.rules());
        Verifier verifier = new Verifier(run.inboxes(), run.rules());
        return row -> new StageTable.Line(row, mapping.from(row).then(verifier::verify));
    }

    private static ItemWriter<StageTable.Line> writer(Connections connections, RunScope run) {
        StageTable table = new StageTable(run.no(), run.epoch());
        return chunk -> connections.here(c -> {
            table.write(c, chunk.getItems());
            return Boolean.TRUE;
        });
    }
}

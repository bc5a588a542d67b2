package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Rules;
import contactimport.patch.MappingChoice;
import contactimport.report.ReportPlace;
import contactimport.source.Format;
import contactimport.source.SourceOptions;
import contactimport.store.References;
import contactimport.store.Retry;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One import as the operator asked for it. Only {@code rules}, {@code columns} and {@code source} can change the outcome of a
 * line.
 *
 * @param columns what the columns of the file mean
 * @param source how the file is to be read
 * @param threads merge threads
 * @param chunk most rows in a transaction
 * @param partitions most partitions; more than threads, so that none waits while others have work
 * @param reports where the report goes and what it shows
 * @param accepted how many rejects leave the exit code 0
 * @param maxRejects how many rejects end the run: before the first merge, or at the next chunk's border
 * @param waived guards that the operator knows of
 * @param feed what is expected of the file
 * @param references what policy {@code merge} does with columns that point to contacts and that we do not know
 * @param effort how hard the run presses the database
 */
public record ImportSettings(
        Rules rules,
        MappingChoice columns,
        SourceOptions source,
        int threads,
        int chunk,
        int partitions,
        ReportPlace reports,
        Allowance accepted,
        Allowance maxRejects,
        Waived waived,
        Feed feed,
        Map<String, References.Treatment> references,
        Retry retry,
        Effort effort) {

    /** With everything about the file but these two found out. */
    public ImportSettings(
            Rules rules,
            MappingChoice columns,
            @Nullable Format format,
            int maxRecordBytes,
            int threads,
            int chunk,
            int partitions,
            Path reportDir,
            Allowance accepted,
            Allowance maxRejects,
            Waived waived,
            Feed feed,
            Map<String, References.Treatment> references,
            Retry retry) {
        this(
                rules,
                columns,
                new SourceOptions(format, maxRecordBytes),
                threads,
                chunk,
                partitions,
                ReportPlace.of(reportDir),
                accepted,
                maxRejects,
                waived,
                feed,
                references,
                retry,
                Effort.USUAL);
    }

    public static final int CHUNK = 500;
    public static final int PARTITIONS = 32;

    public ImportSettings {
        requireNonNull(rules);
        requireNonNull(columns);
        requireNonNull(source);
        requireNonNull(reports);
        requireNonNull(accepted);
        requireNonNull(maxRejects);
        requireNonNull(waived);
        requireNonNull(feed);
        references = Map.copyOf(references);
        requireNonNull(retry);
        requireNonNull(effort);
        if (threads < 1 || chunk < 1 || partitions < 1) {
            throw new IllegalArgumentException("threads, chunk and partitions are at least 1");
        }
    }
}

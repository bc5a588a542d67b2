package contactimport.cli;

import contactimport.contact.Rules;
import contactimport.job.Feed;
import contactimport.job.ImportSettings;
import contactimport.patch.MappingChoice;
import contactimport.source.SourceOptions;
import contactimport.store.References;
import contactimport.store.Retry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run works and what it says, whatever it does: a mixin of the commands that launch one. */
final class RunOptions {

    @Mixin
    private ReportOptions report;

    @Option(names = "--threads", paramLabel = "N", description = "Merge threads. Default: one per core, at least two.")
    private @Nullable Integer threads;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            defaultValue = "500",
            description = "Most rows in a transaction. Default: ${DEFAULT-VALUE}.")
    private int chunk;

    @Mixin
    private VoiceOptions voice;

    @Mixin
    private EffortOptions effort;

    /** @throws UsageFault if a number is too small, or a guard is not understood */
    ImportSettings settings(
            Rules rules,
            MappingChoice columns,
            SourceOptions source,
            AcceptOptions accept,
            GuardOptions guards,
            Feed feed,
            Map<String, References.Treatment> references) {
        requirePositive("--chunk", chunk);
        requirePositive("--threads", threads == null ? 1 : threads);
        return new ImportSettings(
                rules,
                columns,
                source,
                threads == null ? usualThreads() : threads,
                chunk,
                ImportSettings.PARTITIONS,
                report.place(),
                accept.rejects(),
                guards.maxRejects(),
                accept.waived(),
                feed,
                references,
                Retry.DEFAULT,
                effort.effort());
    }

    ImportVoice voice(CommandLine command, Main main) {
        return voice.voice(command, main);
    }

    private static void requirePositive(String option, int given) {
        if (given < 1) {
            throw new UsageFault(option + ": expected at least 1");
        }
    }

    /**
     * While one chunk is decided here the database works on another. With one more than cores five pairs of runs beside their database
     * took 4 to 22 % longer.
     */
    static int usualThreads() {
        return usualThreads(Runtime.getRuntime().availableProcessors());
    }

    static int usualThreads(int cores) {
        return Math.max(2, cores);
    }
}

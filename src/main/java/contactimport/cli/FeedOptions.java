package contactimport.cli;

import contactimport.job.Feed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is expected of a file that comes again and again. */
final class FeedOptions {

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            description =
                    "Compare the file with the last seven accepted ones of this name, and stop if it is not like them.")
    private @Nullable String feed;

    @Option(
            names = "--expect-lines",
            paramLabel = "N|MIN..MAX",
            description = "Stop unless the file has so many records.")
    private @Nullable String expectLines;

    @Option(
            names = "--drift-rows",
            paramLabel = "P",
            defaultValue = "40",
            description = "With --feed: stop if P per cent of the lines are missing. Default: ${DEFAULT-VALUE}.")
    private double driftRows;

    @Option(
            names = "--drift-rejects",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "With --feed: stop if the share of rejects is N times what it was. Default: ${DEFAULT-VALUE}.")
    private double driftRejects;

    /** @throws UsageFault if a value makes no sense */
    Feed feed() {
        if (!(driftRows >= 0 && driftRows <= 100)) {
            throw new UsageFault("--drift-rows: expected a share from 0 to 100");
        }
        if (!(driftRejects >= 1)) {
            throw new UsageFault("--drift-rejects: expected at least 1");
        }
        try {
            return new Feed(
                    feed == null || feed.isBlank() ? null : feed.strip(),
                    expectLines == null || expectLines.isBlank() ? Feed.Lines.ANY : Feed.Lines.parse(expectLines),
                    driftRows / 100,
                    driftRejects);
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--expect-lines: " + e.getMessage(), e);
        }
    }
}

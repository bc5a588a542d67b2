package contactimport.cli;

import contactimport.job.CheckSettings;
import contactimport.job.Importer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a file is imported, only checked, or checked first and then imported if the check finds what was agreed. */
final class CheckOptions {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{64}");

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Only say what the import would do, as the command check.")
    private boolean dryRun;

    @Option(
            names = "--write",
            fallbackValue = "true",
            description = "With check: write the platform's own tables and roll back, so that constraints and triggers"
                    + " have their say. Holds its locks until the end.")
    private boolean write;

    @Option(
            names = "--expect-plan",
            paramLabel = "FINGERPRINT",
            description = "Check first, and refuse (exit 4) if any line would do something else than in the check that"
                    + " gave this plan fingerprint.")
    private @Nullable String expectPlan;

    /** @throws UsageFault if they do not fit together */
    void require(boolean checkCommand, List<Path> files) {
        boolean only = checkCommand || dryRun;
        if (write && !only) {
            throw new UsageFault("--write: only a check writes and rolls back; use: contact-import check --write");
        }
        String expected = expected();
        if (expected != null && !FINGERPRINT.matcher(expected).matches()) {
            throw new UsageFault("--expect-plan: expected the 64 hex digits that check shows as plan fingerprint");
        }
        if (expected != null && files.size() > 1) {
            throw new UsageFault("--expect-plan: a fingerprint is that of one file; give one file");
        }
    }

    boolean isDryRun() {
        return dryRun;
    }

    private @Nullable String expected() {
        return expectPlan == null || expectPlan.isBlank() ? null : expectPlan.strip();
    }

    /**
     * One file, by whichever of the two is wanted.
     *
     * @param drop says that no import needs the file
     */
    Importer.Result run(
            boolean checkCommand,
            Function<CheckSettings, Importer.Result> check,
            Runnable drop,
            Supplier<Importer.Result> importing) {
        if (checkCommand || dryRun) {
            try {
                return check.apply(new CheckSettings(write, expected()));
            } finally {
                drop.run();
            }
        }
        if (expected() != null) {
            Importer.Result before = check.apply(new CheckSettings(false, expected()));
            if (before.exitCode() != ExitCode.DONE && before.exitCode() != ExitCode.REJECTS) {
                drop.run();
                return before;
            }
            // The import writes its own report, of the same lines.
            forget(before.report().directory());
        }
        return importing.get();
    }

    private static void forget(Path report) {
        try {
            Trees.delete(report);
        } catch (IOException e) {
            throw new UsageFault("the report of the check before the import, " + report + ", cannot be deleted", e);
        }
    }
}

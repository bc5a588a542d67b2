package contactimport.cli;

import contactimport.job.Allowance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What ends an import before, or while, it does damage: a mixin of the commands that import. */
final class GuardOptions {

    @Option(
            names = "--max-rejects",
            paramLabel = "N|P%",
            description = "Stop if more lines than N, or more than P per cent of the file, are rejected: before the"
                    + " first contact is changed if it is known by then, else at the end of a chunk (exit 4)."
                    + " Default: no limit.")
    private @Nullable String maxRejects;

    /** @throws UsageFault if it is neither a number nor a share */
    Allowance maxRejects() {
        try {
            return maxRejects == null || maxRejects.isBlank() ? Allowance.ANY : Allowance.parse(maxRejects.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--max-rejects: " + e.getMessage());
        }
    }
}

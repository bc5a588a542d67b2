package contactimport.cli;

import contactimport.job.Allowance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What ends an import before, or while, it does damage, and what does not count as a failure: a mixin of the commands that import.
 */
final class GuardOptions {

    @Option(
            names = "--accept",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What does not count as a failure: rejects, rejects=N or rejects=P%%: exit 0 although lines were"
                            + " rejected.")
    private List<String> accept = List.of();

    @Option(
            names = "--max-rejects",
            paramLabel = "N|P%%",
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

    /** @throws UsageFault if it is not understood */
    Allowance accepted() {
        Allowance allowance = Allowance.NONE;
        for (String item : accept) {
            String[] parts = item.strip().split("=", 2);
            if (!parts[0].equals("rejects")) {
                throw new UsageFault("--accept: expected rejects, rejects=N or rejects=P%");
            }
            try {
                allowance = Allowance.parse(parts.length == 1 ? null : parts[1]);
            } catch (IllegalArgumentException e) {
                throw new UsageFault("--accept: " + e.getMessage());
            }
        }
        return allowance;
    }
}

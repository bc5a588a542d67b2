package contactimport.cli;

import contactimport.job.Correcting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the corrected rejects of a run are imported: a mixin of the commands that do. */
final class CorrectionOptions {

    @Option(
            names = "--over-newer",
            fallbackValue = "true",
            description =
                    "Apply corrected lines even to contacts that a later line, or a later run, has changed since.")
    private boolean overNewer;

    /** @param run whose rejects the file must hold; null: whatever run it names */
    Correcting correcting(@Nullable String run) {
        return new Correcting(run, overNewer);
    }
}

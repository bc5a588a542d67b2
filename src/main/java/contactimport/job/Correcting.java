package contactimport.job;

import org.jspecify.annotations.Nullable;

/**
 * What the operator says about a file of corrected rejects, beside the file itself, which names its run.
 *
 * @param run whose rejects it must be, its id or {@code last}; null: of whatever run it names, if it names one
 * @param overNewer apply a line although its contact was changed after the line that it corrects
 */
public record Correcting(@Nullable String run, boolean overNewer) {

    public static final Correcting AS_THE_FILE_SAYS = new Correcting(null, false);
}

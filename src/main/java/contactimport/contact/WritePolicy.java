package contactimport.contact;

import java.util.Locale;

/**
 * What a value of a line does to a contact that is there already. A contact that the line creates always gets it.
 *
 * <pre>
 * stored Ada,   line Grace, overwrite      → Grace
 * stored Ada,   line Grace, fill-if-blank  → Ada
 * stored blank, line Grace, fill-if-blank  → Grace
 * stored blank, line Grace, never          → blank
 * </pre>
 */
public enum WritePolicy {
    OVERWRITE,
    FILL_IF_BLANK,
    NEVER;

    /** As the operator writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the value is written over one that is blank or not. */
    public boolean writes(boolean storedIsBlank) {
        return this == OVERWRITE || (this == FILL_IF_BLANK && storedIsBlank);
    }

    /** @throws IllegalArgumentException if there is no such policy */
    public static WritePolicy of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

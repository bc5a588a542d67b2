package contactimport.job;

import org.jspecify.annotations.Nullable;

/**
 * How a check is made.
 *
 * @param write on the platform's own tables, rolled back at the end, so that constraints and triggers have their say
 * @param expected the fingerprint that the plan must have; null: whatever it has
 */
public record CheckSettings(boolean write, @Nullable String expected) {}

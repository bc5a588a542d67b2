package contactimport.verify;

import static java.util.Objects.requireNonNull;

import contactimport.contact.WritePolicy;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a line are written over which stored ones, and what the line empties. What is decided by a stored value is
 * decided on the locked contact, never before. Fields by their label: {@code email}, {@code custom_attributes.tier}.
 *
 * @param policies those that are not {@code overwrite}
 * @param cleared identifier and attributes that the line empties; for e-mail, name and phone see {@link
 *     contactimport.contact.Field}
 */
public record Writes(Map<String, WritePolicy> policies, Set<String> cleared) {

    /** Every value overwrites, nothing is emptied. */
    public static final Writes PLAIN = new Writes(Map.of(), Set.of());

    public Writes {
        policies = Map.copyOf(policies);
        cleared = Set.copyOf(cleared);
    }

    /**
     * Whether the line's value of a field is written.
     *
     * @param created whether the line creates the contact
     */
    public boolean writes(String field, boolean storedIsBlank, boolean created) {
        return created
                || requireNonNull(policies.getOrDefault(field, WritePolicy.OVERWRITE))
                        .writes(storedIsBlank);
    }

    public boolean clears(String field) {
        return cleared.contains(field);
    }

    /** Field names only. */
    @Override
    public String toString() {
        return "Writes[" + policies.size() + " policies, " + cleared.size() + " cleared]";
    }
}

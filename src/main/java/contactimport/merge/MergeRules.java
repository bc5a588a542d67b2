package contactimport.merge;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Text;
import contactimport.verify.VerifiedPatch;
import contactimport.verify.Writes;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who wins when both sides have a value.
 *
 * <pre>
 * line over contact      the line's value replaces the stored one; attributes merge key by key, the line wins
 *                        (unless the field's policy says that a stored value stays)
 * absorbed into kept     the kept contact's non-blank values win; attributes merge key by key, the kept contact wins
 * derived on every write visitor → lead if there is an e-mail, a phone or a social_ attribute; location and country_code
 *                        come from the additional attributes city and country
 * </pre>
 */
final class MergeRules {

    private MergeRules() {}

    /** {@code kept} after {@code absorbed} went up in it. */
    static Contact absorb(Contact kept, Contact absorbed) {
        return new Contact(
                kept.id(),
                kept.accountId(),
                firstNonBlank(kept.name(), absorbed.name()),
                firstNonBlank(kept.email(), absorbed.email()),
                firstNonBlank(kept.phone(), absorbed.phone()),
                firstNonBlank(kept.identifier(), absorbed.identifier()),
                absorbed.additional().mergedWith(kept.additional()),
                absorbed.custom().mergedWith(kept.custom()),
                kept.type(),
                kept.location(),
                kept.countryCode());
    }

    /**
     * {@code contact} with what the line asks for, except the keys that were dropped and what its policy keeps; not yet settled.
     *
     * @param created whether the line creates the contact
     */
    static Contact apply(
            Contact contact, VerifiedPatch line, boolean assignIdentifier, Dropped dropped, boolean created) {
        Writes writes = line.writes();
        return new Contact(
                contact.id(),
                contact.accountId(),
                writes.writes("name", Text.isBlank(contact.name()), created)
                        ? line.name().<@Nullable String>fold(contact::name, v -> v, () -> "")
                        : contact.name(),
                dropped.email() || !writes.writes("email", Text.isBlank(contact.email()), created)
                        ? contact.email()
                        : line.email().<@Nullable String>fold(contact::email, v -> v.value(), () -> null),
                dropped.phone() || !writes.writes("phone_number", Text.isBlank(contact.phone()), created)
                        ? contact.phone()
                        : line.phone().<@Nullable String>fold(contact::phone, v -> v.value(), () -> null),
                assignIdentifier && !dropped.identifier() ? identifier(contact, line, created) : contact.identifier(),
                attributes(contact.additional(), line.additional(), "additional_attributes.", writes, created),
                attributes(contact.custom(), line.custom(), "custom_attributes.", writes, created),
                contact.type(),
                contact.location(),
                contact.countryCode());
    }

    private static @Nullable String identifier(Contact contact, VerifiedPatch line, boolean created) {
        if (line.writes().clears("identifier")) {
            return null;
        }
        boolean written = line.identifier() != null
                && line.writes().writes("identifier", Text.isBlank(contact.identifier()), created);
        return written ? line.identifier() : contact.identifier();
    }

    private static Attributes attributes(
            Attributes stored, Attributes given, String prefix, Writes writes, boolean created) {
        if (writes.equals(Writes.PLAIN)) {
            return stored.mergedWith(given);
        }
        Attributes wanted = given;
        for (String key : given.members().keySet()) {
            if (!writes.writes(prefix + key, isBlank(stored.get(key)), created)) {
                wanted = wanted.without(key);
            }
        }
        Attributes merged = stored.mergedWith(wanted);
        for (String field : writes.cleared()) {
            merged = field.startsWith(prefix) ? merged.without(field.substring(prefix.length())) : merged;
        }
        return merged;
    }

    /** The keys of a line that stay with their owners. */
    record Dropped(boolean identifier, boolean email, boolean phone) {}

    /**
     * {@code wanted} as it would be written, or {@code before} itself if that differs from it in nothing but '' for NULL: then
     * nothing is written.
     */
    static Contact settle(Contact before, Contact wanted) {
        Contact written = derive(wanted);
        return sameContent(before, written) ? before : written;
    }

    /** The columns that every write derives; a blank e-mail becomes NULL. */
    static Contact derive(Contact c) {
        return new Contact(
                c.id(),
                c.accountId(),
                c.name(),
                Text.isBlank(c.email()) ? null : c.email(),
                c.phone(),
                c.identifier(),
                written(c.additional()),
                written(c.custom()),
                c.type() == Contact.VISITOR && isReachable(c) ? Contact.LEAD : c.type(),
                asColumn(c.additional().get("city")),
                asColumn(c.additional().get("country")));
    }

    /** A row that is written has no NULL left where an object belongs. */
    private static Attributes written(Attributes attributes) {
        return attributes.isEmpty() ? Attributes.EMPTY : attributes;
    }

    private static boolean isReachable(Contact c) {
        return !Text.isBlank(c.email())
                || !Text.isBlank(c.phone())
                || c.additional().members().entrySet().stream()
                        .anyMatch(e -> e.getKey().startsWith("social_") && isPresent(e.getValue()));
    }

    /** No value, as far as filling blanks goes: false is one. */
    private static boolean isBlank(@Nullable Object value) {
        return !Boolean.FALSE.equals(value) && !isPresent(value);
    }

    /** As Ruby's {@code present?} answers for a JSON value. */
    private static boolean isPresent(@Nullable Object value) {
        if (value instanceof String s) {
            return !Text.isBlank(s);
        }
        if (value instanceof java.util.Collection<?> c) {
            return !c.isEmpty();
        }
        if (value instanceof Map<?, ?> m) {
            return !m.isEmpty();
        }
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** As a text column takes a JSON value. */
    private static @Nullable String asColumn(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof Boolean b) {
            return b ? "t" : "f";
        }
        return value instanceof BigDecimal n ? n.toPlainString() : contactimport.source.Json.write(value);
    }

    static boolean sameContent(Contact a, Contact b) {
        return sameText(a.name(), b.name())
                && sameText(a.email(), b.email())
                && sameText(a.phone(), b.phone())
                && sameText(a.identifier(), b.identifier())
                && a.type() == b.type()
                && sameText(a.location(), b.location())
                && sameText(a.countryCode(), b.countryCode())
                && a.additional().equals(b.additional())
                && a.custom().equals(b.custom());
    }

    private static boolean sameText(@Nullable String a, @Nullable String b) {
        return Objects.equals(a == null ? "" : a, b == null ? "" : b);
    }

    private static @Nullable String firstNonBlank(@Nullable String a, @Nullable String b) {
        return Text.isBlank(a) && !Text.isBlank(b) ? b : a;
    }
}

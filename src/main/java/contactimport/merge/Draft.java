package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line would do, gathered before anything is done: a line that is rejected in the end has changed nothing. {@code
 * current} is the contact the line applies to; it changes when it is absorbed into the owner of one of the line's keys.
 */
final class Draft {

    /** {@code absorbed} goes up in {@code kept}, both as they were when the line looked. */
    record Absorption(Contact absorbed, long kept) {}

    private @Nullable Contact current;
    private @Nullable Contact asRead;
    private final List<Absorption> absorptions = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private boolean identifierDropped;
    private boolean emailDropped;
    private boolean phoneDropped;

    Draft(@Nullable Contact found) {
        take(found);
    }

    /** The contact the line now applies to, or null if it is to be created. */
    @Nullable Contact current() {
        return current;
    }

    /** The current contact as the picture has it, without what this line brings. */
    @Nullable Contact asRead() {
        return asRead;
    }

    /** The line applies to this contact, which was found as the owner of one of its keys. */
    void take(@Nullable Contact contact) {
        current = contact;
        asRead = contact;
    }

    /** The current contact goes up in {@code owner}, with which the next look-up goes on. */
    void absorbInto(Contact owner) {
        Contact absorbed = java.util.Objects.requireNonNull(current);
        absorptions.add(new Absorption(absorbed, owner.id()));
        current = MergeRules.absorb(owner, absorbed);
        asRead = owner;
    }

    boolean isGone(long contactId) {
        return absorptions.stream().anyMatch(a -> a.absorbed().id() == contactId);
    }

    List<Absorption> absorptions() {
        return absorptions;
    }

    /** The ids of the person the line applies to: the current contact and those that went up in it. */
    List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        if (current != null) {
            ids.add(current.id());
        }
        absorptions.forEach(a -> ids.add(a.absorbed().id()));
        return ids;
    }

    void drop(Key key, long owner) {
        switch (key.by().kind()) {
            case IDENTIFIER -> {
                identifierDropped = true;
                warn(WarningCode.IDENTIFIER_DROPPED, "identifier", "it belongs to contact " + owner);
            }
            case EMAIL -> {
                emailDropped = true;
                warn(WarningCode.EMAIL_DROPPED, "email", "it belongs to contact " + owner);
            }
            case PHONE -> {
                phoneDropped = true;
                warn(WarningCode.PHONE_DROPPED, "phone_number", "it belongs to contact " + owner);
            }
            default -> throw new IllegalArgumentException("no key that a contact can be dropped from: " + key);
        }
    }

    void keepEmailCase(long other) {
        emailDropped = true;
        warn(WarningCode.EMAIL_CASE_KEPT, "email", "contact " + other + " holds the lower-case form");
    }

    MergeRules.Dropped dropped() {
        return new MergeRules.Dropped(identifierDropped, emailDropped, phoneDropped);
    }

    void warn(WarningCode code, String field, String detail) {
        warnings.add(new Warning(code, field, detail));
    }

    List<Warning> warnings() {
        return warnings;
    }
}

package contactimport.verify;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Attributes;
import contactimport.contact.Email;
import contactimport.contact.Field;
import contactimport.contact.Phone;
import contactimport.contact.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line asks for, after every check that needs no contact. Only {@link Verifier} makes one from a file; the merge step
 * gets it back from the staged row by {@link #staged}.
 *
 * @see contactimport.contact.Field
 */
public final class VerifiedPatch {

    private final long inboxId;
    private final long accountId;
    private final @Nullable String sourceId;
    private final @Nullable String identifier;
    private final boolean signed;
    private final Field<String> name;
    private final Field<Email> email;
    private final Field<Phone> phone;
    private final Attributes custom;
    private final Attributes additional;
    private final Writes writes;
    private final List<Warning> warnings;

    VerifiedPatch(
            long inboxId,
            long accountId,
            @Nullable String sourceId,
            @Nullable String identifier,
            boolean signed,
            Field<String> name,
            Field<Email> email,
            Field<Phone> phone,
            Attributes custom,
            Attributes additional,
            Writes writes,
            List<Warning> warnings) {
        this.inboxId = inboxId;
        this.accountId = accountId;
        this.sourceId = sourceId;
        this.identifier = identifier;
        this.signed = signed;
        this.name = requireNonNull(name);
        this.email = requireNonNull(email);
        this.phone = requireNonNull(phone);
        this.custom = requireNonNull(custom);
        this.additional = requireNonNull(additional);
        this.writes = requireNonNull(writes);
        this.warnings = List.copyOf(warnings);
    }

    /** The patch as it was staged by an earlier step of the same run: checked there, not checked again. */
    public static VerifiedPatch staged(
            long inboxId,
            long accountId,
            @Nullable String sourceId,
            @Nullable String identifier,
            boolean signed,
            Field<String> name,
            Field<Email> email,
            Field<Phone> phone,
            Attributes custom,
            Attributes additional,
            Writes writes,
            List<Warning> warnings) {
        return new VerifiedPatch(
                inboxId,
                accountId,
                sourceId,
                identifier,
                signed,
                name,
                email,
                phone,
                custom,
                additional,
                writes,
                warnings);
    }

    public long inboxId() {
        return inboxId;
    }

    public long accountId() {
        return accountId;
    }

    /** {@code contact_identifier}, or null when blank. */
    public @Nullable String sourceId() {
        return sourceId;
    }

    /** The identifier as given, or null when blank. */
    public @Nullable String identifier() {
        return identifier;
    }

    /** Whether the line carried a hash that was found right. */
    public boolean signed() {
        return signed;
    }

    public Field<String> name() {
        return name;
    }

    public Field<Email> email() {
        return email;
    }

    public Field<Phone> phone() {
        return phone;
    }

    /** {@code custom_attributes} to merge in. */
    public Attributes custom() {
        return custom;
    }

    /** {@code additional_attributes} to merge in. */
    public Attributes additional() {
        return additional;
    }

    /** Which of its values are written over which stored ones, and what it empties. */
    public Writes writes() {
        return writes;
    }

    public List<Warning> warnings() {
        return warnings;
    }

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "VerifiedPatch[inbox " + inboxId + "]";
    }
}

package contactimport.patch;

import contactimport.contact.Attributes;
import contactimport.contact.Reason;
import contactimport.contact.Regions;
import contactimport.contact.Warning;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one line says, understood but not checked. Blank texts are absent; the others stand as in the file, untrimmed. */
public final class ContactPatch {

    private final Map<TextField, String> texts;
    private final String signedText;
    private final Attributes custom;
    private final Attributes additional;
    private final List<Reason> faults;
    private final Set<String> cleared;
    private final List<Warning> warnings;
    private final @Nullable String phoneCountry;
    private final Treatment treatment;

    /**
     * @param texts not copied: the caller gives it away
     * @param signedText the identifier as given, blank too
     * @param cleared labels of the fields that the line empties
     * @param phoneCountry where the phone number belongs to, as the line says it
     */
    ContactPatch(
            EnumMap<TextField, String> texts,
            String signedText,
            Attributes custom,
            Attributes additional,
            List<Reason> faults,
            Set<String> cleared,
            List<Warning> warnings,
            @Nullable String phoneCountry,
            Treatment treatment) {
        this.texts = texts;
        this.signedText = signedText;
        this.custom = custom;
        this.additional = additional;
        this.faults = List.copyOf(faults);
        this.cleared = Set.copyOf(cleared);
        this.warnings = List.copyOf(warnings);
        this.phoneCountry = phoneCountry;
        this.treatment = treatment;
    }

    /** The text of a field, or null when blank. */
    public @Nullable String text(TextField field) {
        return texts.get(field);
    }

    /**
     * What the line's hash signs: the identifier as given, white space too, although that is no identifier; the empty text when
     * it is absent.
     */
    public String signedText() {
        return signedText;
    }

    /** {@code custom_attributes}, the single columns over the object. Not checked: a half surrogate pair may be in it. */
    public Attributes custom() {
        return custom;
    }

    /** {@code additional_attributes}: texts under the four known keys. */
    public Attributes additional() {
        return additional;
    }

    /** What is wrong with fields that could not be understood, to be reported together with the other field checks. */
    public List<Reason> faults() {
        return faults;
    }

    /** The labels of the fields that the line empties: {@code email}, {@code custom_attributes.tier}. Never blank cells. */
    public Set<String> cleared() {
        return cleared;
    }

    /** What was understood otherwise than it was given. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The country of the line's phone number, two capital letters; null if the line names none, or none that there is. */
    public @Nullable String phoneRegion() {
        return phoneCountry == null ? null : Regions.of(phoneCountry);
    }

    /** What the mapping says about single fields. */
    public Treatment treatment() {
        return treatment;
    }

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "ContactPatch" + texts.keySet();
    }
}

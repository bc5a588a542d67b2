package contactimport.patch;

import contactimport.contact.Attributes;
import contactimport.contact.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one line says, understood but not checked. Blank texts are absent; the others stand as in the file, untrimmed. */
public final class ContactPatch {

    private final Map<TextField, String> texts;
    private final Attributes custom;
    private final Attributes additional;
    private final List<Reason> faults;

    ContactPatch(Map<TextField, String> texts, Attributes custom, Attributes additional, List<Reason> faults) {
        this.texts = new EnumMap<>(texts);
        this.custom = custom;
        this.additional = additional;
        this.faults = List.copyOf(faults);
    }

    /** The text of a field, or null when blank. */
    public @Nullable String text(TextField field) {
        return texts.get(field);
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

    /** Values are personal data and never reach a log. */
    @Override
    public String toString() {
        return "ContactPatch" + texts.keySet();
    }
}

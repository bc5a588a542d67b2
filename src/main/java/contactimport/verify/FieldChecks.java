package contactimport.verify;

import static contactimport.patch.TextField.AVATAR;
import static contactimport.patch.TextField.AVATAR_URL;
import static contactimport.patch.TextField.CONTACT_IDENTIFIER;
import static contactimport.patch.TextField.EMAIL;
import static contactimport.patch.TextField.IDENTIFIER;
import static contactimport.patch.TextField.INBOX_IDENTIFIER;
import static contactimport.patch.TextField.NAME;
import static contactimport.patch.TextField.PHONE_NUMBER;

import contactimport.contact.Attributes;
import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Email;
import contactimport.contact.Field;
import contactimport.contact.Phone;
import contactimport.contact.Phones;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.contact.WritePolicy;
import contactimport.patch.ContactPatch;
import contactimport.patch.OnInvalid;
import contactimport.patch.TextField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The form of one line's fields: all that is wrong is collected. */
final class FieldChecks {

    /** These say for themselves that they are cleared. */
    private static final Set<String> FIELDS = Set.of(NAME.label(), EMAIL.label(), PHONE_NUMBER.label());

    private final ContactPatch patch;
    private final boolean trim;
    private final @Nullable String country;
    private final Definitions definitions;
    private final List<Reason> reasons;
    private final List<Warning> warnings;
    private final Map<String, @Nullable Object> moved = new LinkedHashMap<>();

    FieldChecks(ContactPatch patch, Rules rules, Definitions definitions) {
        this.definitions = definitions;
        this.patch = patch;
        trim = rules.trim();
        country = rules.defaultCountry();
        reasons = new ArrayList<>(patch.faults());
        warnings = new ArrayList<>(patch.warnings());
    }

    Checked<VerifiedPatch> patch(Inbox inbox, boolean signed) {
        stored(INBOX_IDENTIFIER);
        String sourceId = stored(CONTACT_IDENTIFIER);
        String identifier = stored(IDENTIFIER);
        Field<String> name = field(NAME, text -> Text.storable(NAME.label(), text));
        Field<Email> email = field(EMAIL, Email::parse);
        Field<Phone> phone = field(PHONE_NUMBER, this::phone);
        avatar();
        Attributes custom = attributes("custom_attributes", typed(inbox.accountId(), patch.custom()));
        Attributes additional = attributes("additional_attributes", patch.additional());
        VerifiedPatch verified = new VerifiedPatch(
                inbox.id(),
                inbox.accountId(),
                sourceId,
                identifier,
                signed,
                name,
                email,
                phone,
                custom,
                additional,
                writes(),
                warnings);
        if (reasons.isEmpty()) {
            return Checked.passed(verified);
        }
        reasons.sort(Comparator.comparing(Reason::code));
        return Checked.failed(reasons);
    }

    private Writes writes() {
        if (patch.cleared().isEmpty() && patch.treatment().policies().isEmpty()) {
            return Writes.PLAIN;
        }
        Set<String> cleared = new HashSet<>(patch.cleared());
        cleared.removeAll(FIELDS);
        for (String label : cleared) {
            if (Text.encodingFault(label) != null) {
                reasons.add(new Reason(Code.CUSTOM_ATTRIBUTES_INVALID, Text.label(label), "no key can have this name"));
            }
        }
        Map<String, WritePolicy> policies = patch.treatment().policies();
        return cleared.isEmpty() && policies.isEmpty() ? Writes.PLAIN : new Writes(policies, cleared);
    }

    /** A text that is kept exactly as it is given. */
    private @Nullable String stored(TextField field) {
        String text = patch.text(field);
        if (text != null) {
            Text.storable(field.label(), text).fold(valid -> true, reasons::addAll);
        }
        return text;
    }

    private <T> Field<T> field(TextField field, Function<String, Checked<T>> parse) {
        if (patch.cleared().contains(field.label())) {
            return new Field.Clear<>();
        }
        String text = patch.text(field);
        if (text == null) {
            return Field.keep();
        }
        return parse.apply(trim ? Text.trim(text) : text).fold(Field::set, faults -> invalid(field, text, faults));
    }

    /** As the mapping says, or else the line is refused. */
    private <T> Field<T> invalid(TextField field, String text, List<Reason> faults) {
        OnInvalid onInvalid = patch.treatment().onInvalid(field.label());
        if (onInvalid.rejects()) {
            reasons.addAll(faults);
        } else {
            warnings.add(onInvalid.warning(faults.get(0)));
            if (onInvalid.attribute() != null && Text.encodingFault(text) == null) {
                moved.put(onInvalid.attribute(), text);
            }
        }
        return Field.keep();
    }

    /** As their definitions have them, and with what was moved there. */
    private Attributes typed(long account, Attributes given) {
        for (String key : given.members().keySet()) {
            Warning warning = definitions.warning(account, key);
            if (warning != null) {
                warnings.add(warning);
            }
        }
        if (moved.isEmpty() && !definitions.has(account)) {
            return given;
        }
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        given.members().forEach((key, value) -> {
            Definition definition = definitions.of(account, key);
            if (definition == null || value == null || (value instanceof String s && Text.isBlank(s))) {
                typed.put(key, value);
            } else {
                convert(key, value, definition, typed);
            }
        });
        moved.forEach(typed::putIfAbsent);
        return Attributes.of(typed);
    }

    private void convert(String key, Object value, Definition definition, Map<String, @Nullable Object> into) {
        Object converted = definition.convert(value);
        String label = "custom_attributes." + key;
        OnInvalid onInvalid = patch.treatment().onInvalid(label);
        Reason reason = new Reason(Code.ATTRIBUTE_TYPE, Text.label(label), "expected " + definition.expected());
        if (converted != null) {
            into.put(key, converted);
        } else if (onInvalid.rejects()) {
            reasons.add(reason);
        } else {
            warnings.add(onInvalid.warning(reason));
            if (onInvalid.attribute() != null) {
                moved.put(onInvalid.attribute(), value);
            }
        }
    }

    private Checked<Phone> phone(String text) {
        String region = patch.phoneRegion() == null ? country : patch.phoneRegion();
        if (region == null) {
            return Phone.parse(text);
        }
        return Phones.normalise(text, region).map(normalised -> {
            warnings.addAll(normalised.warnings());
            return normalised.phone();
        });
    }

    private Attributes attributes(String field, Attributes attributes) {
        Reason fault = Storable.fault(field, attributes);
        if (fault != null) {
            reasons.add(fault);
        }
        return attributes;
    }

    private void avatar() {
        stored(AVATAR);
        String url = patch.text(AVATAR_URL);
        if (url != null) {
            AvatarUrl.parse(url).fold(valid -> valid, faults -> invalid(AVATAR_URL, url, faults));
        }
        notStored(AVATAR_URL);
        notStored(AVATAR);
    }

    private void notStored(TextField field) {
        if (patch.text(field) != null) {
            warnings.add(new Warning(
                    WarningCode.AVATAR_NOT_STORED, field.label(), "pictures are checked but not stored yet"));
        }
    }
}

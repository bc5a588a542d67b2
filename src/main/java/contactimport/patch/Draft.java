package contactimport.patch;

import static contactimport.contact.Code.CUSTOM_ATTRIBUTES_INVALID;
import static contactimport.contact.Code.FIELD_TYPE;
import static contactimport.contact.Code.UNKNOWN_FIELD;

import contactimport.contact.Attributes;
import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Text;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.source.InvalidJson;
import contactimport.source.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A patch while it is put together from the cells or members of one line. */
final class Draft {

    private static final String TEXT_EXPECTED = "expected a text, found an object or an array";

    private final EnumMap<TextField, String> texts = new EnumMap<>(TextField.class);
    private final Map<String, @Nullable Object> object = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> single = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> additionalObject = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> additionalSingle = new LinkedHashMap<>();
    private final List<Reason> faults = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Clears clears;
    private final Treatment treatment;
    private @Nullable Reason unknown;
    private @Nullable Reason unusable;
    private @Nullable String phoneCountry;
    private String signedText = "";

    Draft(Clearing clearing, Treatment treatment) {
        clears = new Clears(clearing);
        this.treatment = treatment;
    }

    /** A cell that is not blank. */
    void cell(Target target, String cell) {
        if (clears.asks(target, cell)) {
            unusable(clears.column(target));
            return;
        }
        switch (target.kind()) {
            case TEXT -> texts.put(target.field(), cell);
            case CUSTOM -> customText(cell);
            case CUSTOM_KEY -> single.put(target.key(), cell);
            case ADDITIONAL_KEY -> additionalSingle.put(target.key(), cell);
            case ADDITIONAL -> throw new IllegalArgumentException("no column means " + target.label());
            case IGNORED -> {}
        }
    }

    /** A cell or member that leaves its field alone. The text of an identifier is signed all the same. */
    void blank(Target target, @Nullable Object value) {
        if (target.text() == TextField.IDENTIFIER && value instanceof String text) {
            signedText = text;
        }
    }

    private void customText(String json) {
        try {
            custom(Json.read(json));
        } catch (InvalidJson e) {
            faults.add(new Reason(CUSTOM_ATTRIBUTES_INVALID, Target.CUSTOM_ATTRIBUTES, e.getMessage()));
        }
    }

    /** A member of a JSON line. */
    void member(String name, @Nullable Object value) {
        Target target = Target.ofMember(name);
        if (target == null) {
            unknown(name, Suggestion.forName(name));
        } else {
            value(target, value);
        }
    }

    /** The value that a JSON line has for a field; only attributes take a blank one. */
    void value(Target target, @Nullable Object value) {
        if (clears.asks(target, value)) {
            unusable(clears.column(target));
        } else if (target.kind() == Target.Kind.CUSTOM_KEY) {
            single.put(target.key(), value);
        } else if (isBlank(value)) {
            blank(target, value);
        } else {
            member(target, value);
        }
    }

    private void member(Target target, @Nullable Object value) {
        switch (target.kind()) {
            case TEXT -> text(target, value);
            case CUSTOM -> custom(value);
            case ADDITIONAL -> additional(value);
            case ADDITIONAL_KEY -> additional(target, value, additionalSingle);
            case CUSTOM_KEY, IGNORED -> {}
        }
    }

    private void text(Target target, @Nullable Object value) {
        if (!isContainer(value)) {
            texts.put(target.field(), textOf(value));
        } else if (!target.field().addresses()) {
            faults.add(new Reason(FIELD_TYPE, target.label(), TEXT_EXPECTED));
        } else {
            unusable(new Reason(FIELD_TYPE, target.label(), TEXT_EXPECTED));
        }
    }

    /** The line cannot be taken at all, for the first reason that is found. */
    private void unusable(@Nullable Reason reason) {
        if (reason != null && (unusable == null || reason.code().compareTo(unusable.code()) < 0)) {
            unusable = reason;
        }
    }

    private void custom(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, v) -> attribute((String) key, v));
        } else if (value != null) {
            faults.add(new Reason(CUSTOM_ATTRIBUTES_INVALID, Target.CUSTOM_ATTRIBUTES, "expected a JSON object"));
        }
    }

    private void attribute(String key, @Nullable Object value) {
        Target target = new Target(Target.Kind.CUSTOM_KEY, null, key);
        if (clears.asks(target, value)) {
            unusable(clears.member(target));
        } else {
            object.put(key, value);
        }
    }

    private void additional(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, v) -> additionalMember((String) key, v));
        } else {
            faults.add(new Reason(CUSTOM_ATTRIBUTES_INVALID, Target.ADDITIONAL_ATTRIBUTES, "expected a JSON object"));
        }
    }

    private void additionalMember(String key, @Nullable Object value) {
        Target target = Target.ofAdditional(key);
        if (target == null) {
            String name = Target.ADDITIONAL_ATTRIBUTES + "." + key;
            unknown(name, Suggestion.forName(name));
        } else if (clears.asks(target, value)) {
            unusable(clears.member(target));
        } else if (!isBlank(value)) {
            additional(target, value, additionalObject);
        }
    }

    private void additional(Target target, @Nullable Object value, Map<String, @Nullable Object> into) {
        if (isContainer(value)) {
            faults.add(new Reason(FIELD_TYPE, target.label(), TEXT_EXPECTED));
        } else {
            into.put(target.key(), textOf(value));
        }
    }

    private void unknown(String name, @Nullable String suggestion) {
        if (unknown == null) {
            String hint = suggestion == null ? "is not a field of a contact patch" : "did you mean " + suggestion + "?";
            unknown = new Reason(UNKNOWN_FIELD, name.isEmpty() ? "\"\"" : Text.label(name), hint);
        }
    }

    /** A value that is not what its field takes: reported with the other fields, or treated as the mapping says. */
    void invalid(Target target, Reason reason, String text) {
        OnInvalid onInvalid = treatment.onInvalid(target.label());
        if (onInvalid.rejects()) {
            faults.add(reason);
        } else {
            warnings.add(onInvalid.warning(reason));
            if (onInvalid.attribute() != null) {
                single.putIfAbsent(onInvalid.attribute(), text);
            }
        }
    }

    boolean asksToClear(Target target, String text) {
        return clears.asks(target, text);
    }

    /** A member that a mapping neither uses nor ignores. */
    void unmapped(String name) {
        unknown(name, null);
    }

    void warn(WarningCode code, String field, String detail) {
        warnings.add(new Warning(code, field, detail));
    }

    void phoneCountry(String country) {
        phoneCountry = country;
    }

    /** The patch, or what keeps the line from being understood at all. */
    Checked<ContactPatch> patch() {
        Reason fault = unknown != null ? unknown : unusable;
        if (fault != null) {
            return Checked.failed(fault);
        }
        clears.settle(Target.Kind.CUSTOM_KEY, object, single);
        clears.settle(Target.Kind.ADDITIONAL_KEY, additionalObject, additionalSingle);
        object.putAll(single);
        additionalObject.putAll(additionalSingle);
        return Checked.passed(new ContactPatch(
                texts,
                texts.getOrDefault(TextField.IDENTIFIER, signedText),
                Attributes.of(object),
                Attributes.of(additionalObject),
                faults,
                clears.labels(),
                warnings,
                phoneCountry,
                treatment));
    }

    static boolean isBlank(@Nullable Object value) {
        return value == null || (value instanceof String text && Text.isBlank(text));
    }

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private static String textOf(@Nullable Object scalar) {
        return scalar instanceof String text ? text : Json.text(scalar);
    }
}

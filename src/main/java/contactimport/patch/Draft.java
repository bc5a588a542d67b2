package contactimport.patch;

import static contactimport.contact.Code.CUSTOM_ATTRIBUTES_INVALID;
import static contactimport.contact.Code.FIELD_TYPE;
import static contactimport.contact.Code.UNKNOWN_FIELD;

import contactimport.contact.Attributes;
import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Text;
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

    private final Map<TextField, String> texts = new EnumMap<>(TextField.class);
    private final Map<String, @Nullable Object> object = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> single = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> additionalObject = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> additionalSingle = new LinkedHashMap<>();
    private final List<Reason> faults = new ArrayList<>();
    private @Nullable Reason unknown;
    private @Nullable Reason untextual;

    /** A cell that is not blank. */
    void cell(Target target, String cell) {
        switch (target.kind()) {
            case TEXT -> texts.put(target.field(), cell);
            case CUSTOM -> customText(cell);
            case CUSTOM_KEY -> single.put(target.key(), cell);
            case ADDITIONAL_KEY -> additionalSingle.put(target.key(), cell);
            case ADDITIONAL -> throw new IllegalArgumentException("no column means " + target.label());
            case IGNORED -> {}
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
        } else if (target.kind() == Target.Kind.CUSTOM_KEY) {
            single.put(target.key(), value);
        } else if (!isBlank(value)) {
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
        } else if (untextual == null) {
            untextual = new Reason(FIELD_TYPE, target.label(), TEXT_EXPECTED);
        }
    }

    private void custom(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, v) -> object.put((String) key, v));
        } else if (value != null) {
            faults.add(new Reason(CUSTOM_ATTRIBUTES_INVALID, Target.CUSTOM_ATTRIBUTES, "expected a JSON object"));
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

    /** The patch, or what keeps the line from being understood at all. */
    Checked<ContactPatch> patch() {
        Reason fault = unknown != null ? unknown : untextual;
        if (fault != null) {
            return Checked.failed(fault);
        }
        object.putAll(single);
        additionalObject.putAll(additionalSingle);
        return Checked.passed(new ContactPatch(texts, Attributes.of(object), Attributes.of(additionalObject), faults));
    }

    private static boolean isBlank(@Nullable Object value) {
        return value == null || (value instanceof String text && Text.isBlank(text));
    }

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private static String textOf(@Nullable Object scalar) {
        return scalar instanceof String text ? text : Json.write(scalar);
    }
}

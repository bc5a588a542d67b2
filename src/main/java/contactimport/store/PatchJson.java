package contactimport.store;

import contactimport.contact.Attributes;
import contactimport.contact.Email;
import contactimport.contact.Field;
import contactimport.contact.Phone;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.contact.WritePolicy;
import contactimport.source.Json;
import contactimport.verify.VerifiedPatch;
import contactimport.verify.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A patch as {@code staged_row} has it. Name and custom attributes, which most lines have, are columns like the keys; what is left,
 * and hardly ever anything, is an object: {@code a} additional attributes, {@code d} that some attribute is an object or an array,
 * {@code s} signed, {@code x} fields to clear, {@code p} policies of fields, {@code w} warnings. Absent means empty.
 */
final class PatchJson {

    /** These say for themselves that they are cleared. */
    private static final Set<String> COLUMNS = Set.of("name", "email", "phone_number");

    private PatchJson() {}

    /** An object that is being written. */
    private static final class Members {
        private @Nullable StringBuilder out;

        void put(String name, Object value) {
            StringBuilder text = out == null ? new StringBuilder(160).append('{') : out.append(',');
            text.append('"').append(name).append("\":");
            Json.write(text, value);
            out = text;
        }

        @Nullable String text() {
            return out == null ? null : out.append('}').toString();
        }
    }

    /** The custom attributes as an object; null if there are none. */
    static @Nullable String custom(VerifiedPatch patch) {
        return patch.custom().isEmpty() ? null : Json.write(patch.custom().members());
    }

    /** What has no column of its own; null if that is nothing. */
    static @Nullable String rest(VerifiedPatch patch) {
        Members json = new Members();
        if (!patch.additional().isEmpty()) {
            json.put("a", patch.additional().members());
        }
        if (!patch.custom().isFlat() || !patch.additional().isFlat()) {
            json.put("d", true);
        }
        if (patch.signed()) {
            json.put("s", true);
        }
        List<Object> cleared = cleared(patch);
        if (!cleared.isEmpty()) {
            json.put("x", cleared);
        }
        if (!patch.writes().policies().isEmpty()) {
            Map<String, @Nullable Object> policies = new LinkedHashMap<>();
            patch.writes().policies().forEach((field, policy) -> policies.put(field, policy.label()));
            json.put("p", policies);
        }
        if (!patch.warnings().isEmpty()) {
            json.put("w", patch.warnings().stream().map(PatchJson::warning).toList());
        }
        return json.text();
    }

    /** The columns that are no keys. */
    record Columns(
            @Nullable String name,
            @Nullable String custom,
            @Nullable String patch) {

        /** Characters, as a measure of what it takes to hold them. */
        int length() {
            return length(name) + length(custom) + length(patch);
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    static VerifiedPatch read(
            long inboxId,
            long accountId,
            @Nullable String sourceId,
            @Nullable String identifier,
            @Nullable String email,
            @Nullable String phone,
            Columns columns) {
        Map<String, @Nullable Object> rest = columns.patch() == null ? Map.of() : Json.readObject(columns.patch());
        requireNewForm(rest);
        List<?> cleared = rest.get("x") instanceof List<?> list ? list : List.of();
        return VerifiedPatch.staged(
                inboxId,
                accountId,
                sourceId,
                identifier,
                Boolean.TRUE.equals(rest.get("s")),
                field(columns.name(), cleared.contains("name")),
                field(email == null ? null : new Email(email), cleared.contains("email")),
                field(phone == null ? null : new Phone(phone), cleared.contains("phone_number")),
                columns.custom() == null ? Attributes.EMPTY : Attributes.of(Json.readObject(columns.custom())),
                attributes(rest.get("a")),
                writes(rest.get("p"), cleared),
                warnings(rest.get("w")));
    }

    /** Before version 23 of the schema name and custom attributes were members, which are not to be overlooked. */
    private static void requireNewForm(Map<String, @Nullable Object> rest) {
        if (rest.containsKey("n") || rest.containsKey("c") || rest.containsKey("f")) {
            throw new IllegalStateException(
                    "a line was staged by an older version of this program; abandon the run and import its file again");
        }
    }

    private static Writes writes(@Nullable Object given, List<?> cleared) {
        if (given == null && cleared.isEmpty()) {
            return Writes.PLAIN;
        }
        Map<String, WritePolicy> policies = new HashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((field, policy) -> policies.put((String) field, WritePolicy.of((String) policy)));
        }
        Set<String> others = new HashSet<>();
        cleared.stream().filter(field -> !COLUMNS.contains(field)).forEach(field -> others.add((String) field));
        return new Writes(policies, others);
    }

    private static <T> Field<T> field(@Nullable T value, boolean clear) {
        return clear ? new Field.Clear<>() : Field.ofNullable(value);
    }

    private static List<Object> cleared(VerifiedPatch patch) {
        List<Object> names = new ArrayList<>();
        addIfClear(names, "name", patch.name());
        addIfClear(names, "email", patch.email());
        addIfClear(names, "phone_number", patch.phone());
        names.addAll(patch.writes().cleared());
        return names;
    }

    private static void addIfClear(List<Object> names, String name, Field<?> field) {
        if (field instanceof Field.Clear<?>) {
            names.add(name);
        }
    }

    @SuppressWarnings("unchecked") // Json makes objects of this type only
    private static Attributes attributes(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Attributes.of((Map<String, @Nullable Object>) map) : Attributes.EMPTY;
    }

    private static Object warning(Warning w) {
        return List.of(w.code().name(), w.field(), w.detail());
    }

    private static List<Warning> warnings(@Nullable Object value) {
        List<Warning> warnings = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                List<?> w = (List<?>) java.util.Objects.requireNonNull(item);
                warnings.add(new Warning(
                        WarningCode.valueOf((String) text(w, 0)), (String) text(w, 1), (String) text(w, 2)));
            }
        }
        return warnings;
    }

    private static Object text(List<?> list, int index) {
        return java.util.Objects.requireNonNull(list.get(index));
    }
}

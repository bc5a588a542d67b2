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
 * What of a patch has no column of its own in {@code staged_row}: {@code n} name, {@code c} custom and {@code a} additional
 * attributes, {@code f} that no attribute is an object or an array, {@code s} signed, {@code x} fields to clear, {@code p} policies of fields, {@code w} warnings. Absent means empty.
 */
final class PatchJson {

    /** These say for themselves that they are cleared. */
    private static final Set<String> COLUMNS = Set.of("name", "email", "phone_number");

    private PatchJson() {}

    /** An object that is being written. */
    private static final class Members {
        private final StringBuilder out = new StringBuilder(160);
        private char separator = '{';

        void put(String name, Object value) {
            out.append(separator).append('"').append(name).append("\":");
            Json.write(out, value);
            separator = ',';
        }

        @Override
        public String toString() {
            return separator == '{' ? "{}" : out.append('}').toString();
        }
    }

    static String write(VerifiedPatch patch) {
        Members json = new Members();
        if (patch.name().value() != null) {
            json.put("n", patch.name().value());
        }
        if (!patch.custom().isEmpty()) {
            json.put("c", patch.custom().members());
        }
        if (!patch.additional().isEmpty()) {
            json.put("a", patch.additional().members());
        }
        if (patch.custom().isFlat() && patch.additional().isFlat()) {
            json.put("f", true);
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
        return json.toString();
    }

    static VerifiedPatch read(
            long inboxId,
            long accountId,
            @Nullable String sourceId,
            @Nullable String identifier,
            @Nullable String email,
            @Nullable String phone,
            String json) {
        Map<String, @Nullable Object> members = Json.readObject(json);
        List<?> cleared = members.get("x") instanceof List<?> list ? list : List.of();
        return VerifiedPatch.staged(
                inboxId,
                accountId,
                sourceId,
                identifier,
                Boolean.TRUE.equals(members.get("s")),
                field((String) members.get("n"), cleared.contains("name")),
                field(email == null ? null : new Email(email), cleared.contains("email")),
                field(phone == null ? null : new Phone(phone), cleared.contains("phone_number")),
                attributes(members.get("c")),
                attributes(members.get("a")),
                writes(members.get("p"), cleared),
                warnings(members.get("w")));
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

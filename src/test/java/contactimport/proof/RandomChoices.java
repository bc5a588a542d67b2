package contactimport.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Clear tokens and policies for some worlds, drawn apart so that the rest of a world stays what its seed made it. */
final class RandomChoices {

    static final String TOKEN = "#N/A";

    private static final List<String> FIELDS = List.of(
            "email",
            "phone_number",
            "identifier",
            "name",
            "custom_attributes.crm",
            "custom_attributes.tier",
            "custom_attributes.a",
            "additional_attributes.city");

    private final SplittableRandom random;

    RandomChoices(long seed) {
        random = new SplittableRandom(seed ^ 0x0c1ea2L);
    }

    Settings settings(Settings settings) {
        Settings made = settings;
        if (random.nextInt(4) == 0) {
            made = made.withClearToken(TOKEN);
        }
        if (random.nextInt(6) == 0) {
            Map<String, String> policies = new LinkedHashMap<>();
            for (String field : FIELDS) {
                if (random.nextInt(3) == 0) {
                    policies.put(field, random.nextInt(4) == 0 ? "never" : "fill-if-blank");
                }
            }
            made = made.withPolicies(policies);
        }
        return made;
    }

    /** Some lines with cells that empty something; also in worlds without a token, where they are texts as any other. */
    List<Line> lines(List<Line> lines, Settings settings) {
        if (settings.clearToken() == null && random.nextInt(16) > 0) {
            return lines;
        }
        List<Line> made = new ArrayList<>();
        for (Line line : lines) {
            boolean patch = line.kind() == Line.Kind.PATCH && !line.fields().isEmpty();
            made.add(patch && random.nextInt(6) == 0 ? emptying(line) : line);
        }
        return made;
    }

    private Line emptying(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>(line.fields());
        List<String> names = new ArrayList<>(fields.keySet());
        String name = names.get(random.nextInt(names.size()));
        if (!FIELDS.contains(name) && !name.equals("custom_attributes") && random.nextInt(16) > 0) {
            name = FIELDS.get(random.nextInt(4));
        }
        if (fields.get(name) instanceof Map<?, ?> object && !object.isEmpty()) {
            Map<Object, Object> members = new LinkedHashMap<>(object);
            members.put(members.keySet().iterator().next(), TOKEN);
            fields.put(name, members);
        } else {
            fields.put(name, random.nextInt(4) == 0 ? " " + TOKEN + "\t" : TOKEN);
        }
        return new Line(line.kind(), fields);
    }
}

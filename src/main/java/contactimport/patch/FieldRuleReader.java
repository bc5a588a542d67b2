package contactimport.patch;

import contactimport.contact.Text;
import contactimport.contact.WritePolicy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how one field is filled; what makes no sense is refused with its line. */
final class FieldRuleReader {

    private static final int DEEPEST = 5;

    private static final Pattern DERIVE = Pattern.compile("derive\\((.+)\\)");
    private static final List<String> EXPRESSIONS = List.of("column", "first", "join", "constant", "derive");
    private static final List<String> PARTS = List.of("column", "first", "join", "constant", "separator");
    private static final List<String> MEMBERS = List.of(
            "column",
            "first",
            "join",
            "constant",
            "derive",
            "separator",
            "type",
            "format",
            "values",
            "policy",
            "on-invalid",
            "country",
            "clear",
            "split");
    private static final List<String> POLICIES =
            Arrays.stream(WritePolicy.values()).map(WritePolicy::label).toList();

    private final Target target;
    private final YamlNode node;

    private FieldRuleReader(Target target, YamlNode node) {
        this.target = target;
        this.node = node;
    }

    static FieldRule read(Target target, YamlNode node) {
        return new FieldRuleReader(target, node).rule();
    }

    private FieldRule rule() {
        if (!node.isObject()) {
            Expression value = scalar(node);
            requireDerivable(value);
            return FieldRule.of(target, value);
        }
        Map<String, YamlNode> m = node.members(MEMBERS);
        Expression value = expression(node, m, 0);
        requireDerivable(value);
        FieldRule rule = new FieldRule(
                target,
                value,
                type(m.get("type"), m.get("format")),
                values(m.get("values")),
                policy(m.get("policy")),
                onInvalid(m.get("on-invalid")),
                name(m.get("country")),
                name(m.get("clear")),
                separator(m.get("split")));
        requireSense(rule, m);
        return rule;
    }

    private static Expression scalar(YamlNode node) {
        if (!node.isText()) {
            throw node.fault("expected the name of a column, or an object with first, join, constant or derive.");
        }
        Matcher derive = DERIVE.matcher(Text.trim(node.text()));
        return derive.matches()
                ? new Expression.Derive(Text.trim(derive.group(1)))
                : new Expression.Column(Text.trim(node.name()));
    }

    private static Expression part(YamlNode node, int depth) {
        if (depth > DEEPEST) {
            throw node.fault("expected at most " + DEEPEST + " levels of first and join.");
        }
        Expression part = node.isObject() ? expression(node, node.members(PARTS), depth) : scalar(node);
        if (part instanceof Expression.Derive) {
            throw node.fault("derive stands alone: it is no part of first or join.");
        }
        return part;
    }

    private static Expression expression(YamlNode node, Map<String, YamlNode> m, int depth) {
        List<String> given = EXPRESSIONS.stream().filter(m::containsKey).toList();
        if (given.size() != 1) {
            throw node.fault("expected exactly one of " + String.join(", ", EXPRESSIONS) + ", found "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)) + ".");
        }
        YamlNode separator = m.get("separator");
        if (separator != null && !given.get(0).equals("join")) {
            throw node.fault("separator", "a separator belongs to join.");
        }
        YamlNode value = m.getOrDefault(given.get(0), node);
        return switch (given.get(0)) {
            case "column" -> new Expression.Column(Text.trim(value.name()));
            case "constant" -> new Expression.Constant(value.name());
            case "derive" -> new Expression.Derive(Text.trim(value.name()));
            case "first" -> new Expression.First(parts(value, depth));
            default -> new Expression.Join(parts(value, depth), separator == null ? " " : separator.text());
        };
    }

    private static List<Expression> parts(YamlNode value, int depth) {
        return value.items().stream().map(item -> part(item, depth + 1)).toList();
    }

    private void requireDerivable(Expression value) {
        if (value instanceof Expression.Derive && target.text() != TextField.CONTACT_IDENTIFIER) {
            throw node.fault("only contact_identifier is derived, not " + Text.label(target.label()) + ".");
        }
    }

    private static AttributeType type(@Nullable YamlNode type, @Nullable YamlNode format) {
        AttributeType.Kind kind =
                type == null ? AttributeType.Kind.TEXT : AttributeType.kind(type.oneOf(AttributeType.NAMES));
        if (format == null) {
            return new AttributeType(kind, null);
        }
        if (kind == AttributeType.Kind.DATE && !AttributeType.isDateFormat(format.text())) {
            throw format.fault("this is no form of a date: expected letters such as dd/MM/yyyy or yyyy-MM-dd HH:mm.");
        }
        if (kind != AttributeType.Kind.DATE && kind != AttributeType.Kind.LIST) {
            throw format.fault("a format belongs to the types date and list.");
        }
        if (format.text().isEmpty()) {
            throw format.fault("expected what separates the values of the list.");
        }
        return new AttributeType(kind, format.text());
    }

    private static Map<String, String> values(@Nullable YamlNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        if (node != null) {
            node.members().forEach((from, to) -> values.put(Text.trim(from), to.text()));
        }
        return values;
    }

    private static WritePolicy policy(@Nullable YamlNode node) {
        return node == null ? WritePolicy.OVERWRITE : WritePolicy.of(node.oneOf(POLICIES));
    }

    private static OnInvalid onInvalid(@Nullable YamlNode node) {
        OnInvalid onInvalid = node == null ? OnInvalid.REJECT : OnInvalid.of(node.text());
        if (onInvalid == null) {
            throw java.util.Objects.requireNonNull(node).fault("expected reject, drop or attribute:KEY.");
        }
        return onInvalid;
    }

    private static @Nullable String name(@Nullable YamlNode node) {
        return node == null ? null : Text.trim(node.name());
    }

    private static @Nullable String separator(@Nullable YamlNode node) {
        if (node != null && node.text().isEmpty()) {
            throw node.fault("expected what separates the values of a cell.");
        }
        return node == null ? null : node.text();
    }

    private void requireSense(FieldRule rule, Map<String, YamlNode> m) {
        String label = Text.label(target.label());
        boolean key = target.kind() == Target.Kind.CUSTOM_KEY;
        if (m.containsKey("type") && !key) {
            throw node.fault("type", "only custom_attributes.KEY has a type, not " + label + ".");
        }
        if (m.containsKey("country") && target.text() != TextField.PHONE_NUMBER) {
            throw node.fault("country", "a country belongs to phone_number, not to " + label + ".");
        }
        if (m.containsKey("policy") && !target.isWritten()) {
            throw node.fault("policy", label + " has no policy: it is not a single value that is stored.");
        }
        if (m.containsKey("clear") && (!target.isWritten() || rule.policy() != WritePolicy.OVERWRITE)) {
            throw node.fault("clear", label + " cannot be cleared: only single values with the policy overwrite can.");
        }
        boolean checked = key
                || target.text() == TextField.EMAIL
                || target.text() == TextField.PHONE_NUMBER
                || target.text() == TextField.NAME
                || target.text() == TextField.AVATAR_URL;
        if (!rule.onInvalid().rejects() && !checked) {
            throw node.fault("on-invalid", "an invalid " + label + " always rejects its line.");
        }
    }
}

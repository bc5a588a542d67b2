package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A kind of key as the plan compares it.
 *
 * @param kind a bit of {@code plan-lines.sql}, or any greater number for an attribute
 * @param attribute its name, or empty
 * @param value SQL of a line's value, null if blank
 * @param held SQL of a contact's value
 */
record PlanKey(int kind, String attribute, String value, String held) {

    private static final PlanKey IDENTIFIER = new PlanKey(1, "", "s.identifier", "c.identifier");
    private static final PlanKey EMAIL = new PlanKey(2, "", "lower(s.email)", "lower(c.email)");
    private static final PlanKey PHONE = new PlanKey(4, "", "s.phone", "c.phone_number");

    private static final int FIRST_ATTRIBUTE = 16;

    /** All characters of which a blank text consists. */
    static final String BLANK = IntStream.rangeClosed(1, Character.MAX_VALUE)
            .mapToObj(c -> String.valueOf((char) c))
            .filter(Text::isBlank)
            .collect(Collectors.joining());

    /** The keys that a line can meet a contact by, whatever the match keys are: a conflict is one of these, too. */
    static List<PlanKey> columns(Rules rules) {
        return rules.assignsIdentifier() ? List.of(IDENTIFIER, EMAIL, PHONE) : List.of(EMAIL, PHONE);
    }

    /** The attributes that the run matches by. There is no index that could say quickly who holds one already. */
    static List<PlanKey> attributes(Rules rules) {
        List<PlanKey> keys = new ArrayList<>();
        rules.match().stream()
                .filter(key -> key.kind() == MatchKey.Kind.ATTRIBUTE)
                .map(MatchKey::attribute)
                .distinct()
                .forEach(name -> keys.add(attribute(FIRST_ATTRIBUTE + keys.size(), name)));
        return keys;
    }

    boolean isAttribute() {
        return kind >= FIRST_ATTRIBUTE;
    }

    /** Names come from the operator: they are settings ({@code plan-attribute.sql}), not text of the statement. */
    private static PlanKey attribute(int kind, String name) {
        String path = "-> current_setting('contact_import.attribute')";
        String text = "s.custom ->> current_setting('contact_import.attribute')";
        return new PlanKey(
                kind,
                name,
                "case when jsonb_typeof(s.custom " + path + ") in ('string', 'number')" + " and btrim(" + text
                        + ", current_setting('contact_import.blank')) <> '' then " + text + " end",
                "c.custom_attributes ->> current_setting('contact_import.attribute')");
    }
}

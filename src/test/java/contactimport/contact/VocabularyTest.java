package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

    private static final Reason EMAIL = new Reason(Code.EMAIL_INVALID, "email", "expected one");
    private static final Reason TEXT = new Reason(Code.TEXT_INVALID, "name", "expected two");
    private static final Reason LINE = Reason.of(Code.CELL_COUNT, "expected three");

    @Test
    void reasons_are_joined_in_rule_order_and_a_code_is_named_once() {
        assertThat(Reason.codes(List.of(EMAIL, TEXT, LINE, TEXT))).isEqualTo("CELL_COUNT; TEXT_INVALID; EMAIL_INVALID");
        assertThat(Reason.sentences(List.of(EMAIL, TEXT, LINE)))
                .isEqualTo("expected three; name: expected two; email: expected one");
    }

    @Test
    void a_check_goes_on_only_while_everything_passes() {
        Checked<Integer> passed = Checked.passed(1);
        Checked<Integer> failed = Checked.failed(LINE);
        assertThat(passed.then(n -> Checked.passed(n + 1))).isEqualTo(Checked.passed(2));
        assertThat(passed.then(n -> Checked.failed(EMAIL))).isEqualTo(Checked.failed(List.of(EMAIL)));
        assertThat(failed.then(n -> Checked.failed(EMAIL))).isEqualTo(failed);
        assertThat(passed.map(n -> n + 1)).isEqualTo(Checked.passed(2));
        assertThat(failed.map(n -> n + 1)).isEqualTo(failed);
    }

    @Test
    void a_failed_check_has_reasons_of_its_own() {
        assertThatThrownBy(() -> Checked.failed(List.of())).isInstanceOf(IllegalArgumentException.class);
        List<Reason> reasons = new ArrayList<>(List.of(LINE));
        Checked<Integer> failed = Checked.failed(reasons);
        reasons.clear();
        assertThat(failed.<List<Reason>>fold(n -> List.of(), List::copyOf)).containsExactly(LINE);
    }

    @Test
    void a_field_is_kept_set_or_cleared() {
        assertThat(folded(Field.keep())).isEqualTo("keep");
        assertThat(folded(Field.set("x"))).isEqualTo("set x");
        assertThat(folded(new Field.Clear<>())).isEqualTo("clear");
        assertThat(folded(Field.ofNullable(null))).isEqualTo("keep");
        assertThat(folded(Field.ofNullable("y"))).isEqualTo("set y");
    }

    @Test
    void a_field_is_mapped_where_it_is_set() {
        assertThat(folded(Field.set(1).map(n -> "n" + n))).isEqualTo("set n1");
        assertThat(folded(Field.<Integer>keep().map(n -> "n" + n))).isEqualTo("keep");
        assertThat(folded(new Field.Clear<Integer>().map(n -> "n" + n))).isEqualTo("clear");
    }

    @Test
    void only_a_set_field_has_a_value() {
        assertThat(Field.set("x").value()).isEqualTo("x");
        assertThat(Field.keep().value()).isNull();
        assertThat(new Field.Clear<>().value()).isNull();
    }

    private static String folded(Field<String> field) {
        return field.fold(() -> "keep", value -> "set " + value, () -> "clear");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"source-id", "identifier", "email", "phone", "custom_attributes.crm", "custom_attributes.a.b"})
    void a_match_key_reads_as_it_is_written(String text) {
        assertThat(MatchKey.parse(text)).hasToString(text);
        assertThat(MatchKey.parse(" " + text + " ")).isEqualTo(MatchKey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Email", "custom_attributes.", "custom_attributes", "source_id"})
    void what_is_no_match_key_is_refused_with_the_list_of_those_that_are(String text) {
        assertThatThrownBy(() -> MatchKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown match key '" + text
                        + "': expected source-id, identifier, email, phone or custom_attributes.KEY");
    }

    @Test
    void an_attribute_key_alone_names_an_attribute() {
        assertThatThrownBy(() -> new MatchKey(MatchKey.Kind.ATTRIBUTE, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatchKey(MatchKey.Kind.EMAIL, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_mode_chooses_match_keys_and_the_rest_is_as_strict_as_it_can_be() {
        Rules update = Rules.defaults(Rules.Mode.UPDATE);
        Rules upsert = Rules.defaults(Rules.Mode.UPSERT);
        assertThat(update.match()).containsExactly(MatchKey.SOURCE_ID);
        assertThat(upsert.match()).containsExactly(MatchKey.SOURCE_ID, MatchKey.IDENTIFIER, MatchKey.EMAIL);
        assertThat(update.upserts()).isFalse();
        assertThat(upsert.upserts()).isTrue();
        assertThat(update.assignsIdentifier()).isTrue();
        assertThat(update.hmacBind()).isTrue();
        assertThat(update.trim()).isTrue();
        assertThat(update.onConflict()).isEqualTo(Rules.OnConflict.REJECT);
        assertThat(update.hmac()).isEqualTo(Rules.HmacUse.INBOX);
    }

    @Test
    void rules_without_a_match_key_find_nobody() {
        assertThatThrownBy(() -> new Rules(
                        Rules.Mode.UPDATE,
                        List.of(),
                        Rules.OnConflict.REJECT,
                        Rules.IdentifierUse.VERIFY_ONLY,
                        Rules.HmacUse.SKIP,
                        false,
                        false,
                        null,
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codes_and_outcomes_have_names_for_people() {
        assertThat(Code.values()).allSatisfy(code -> assertThat(code.title()).endsWith("."));
        assertThat(WarningCode.values())
                .allSatisfy(code -> assertThat(code.title()).endsWith("."));
        assertThat(Outcome.UNCHANGED.label()).isEqualTo("unchanged");
    }

    @Test
    void a_link_changes_hands_and_is_verified() {
        Link link = new Link(1, 2, 3, "secret", false, 4);
        assertThat(link.withContact(9)).isEqualTo(new Link(1, 9, 3, "secret", false, 4));
        assertThat(link.withVerified()).isEqualTo(new Link(1, 2, 3, "secret", true, 4));
        assertThat(link).hasToString("Link[1 of contact 2]");
    }

    @Test
    void a_created_contact_is_a_nameless_visitor() {
        Contact contact = Contact.created(7, 8);
        assertThat(contact.name()).isEmpty();
        assertThat(contact.type()).isEqualTo(Contact.VISITOR);
        assertThat(contact.email()).isNull();
        assertThat(contact).hasToString("Contact[7]");
    }
}

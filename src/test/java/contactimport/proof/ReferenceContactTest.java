package contactimport.proof;

import static contactimport.proof.Scene.hash;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.proof.Settings.Hmac;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SEMANTICS.md, "Order of checks" 5 and 6, "Creating and linking", "Identifier", "Outcomes". */
class ReferenceContactTest {

    private static final String LONG_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    private static Scene ada() {
        return new Scene()
                .contact(1, "identifier", "A", "email", "ada@x", "phone_number", "+111")
                .link(1, "s1");
    }

    private static Map<String, Object> crm(Object value) {
        return Json.object("{\"crm\":" + value + "}");
    }

    // 5. Contact

    @Test
    void a_contact_is_found_by_each_kind_of_key() {
        assertThat(ada().match("identifier").line("", "identifier", "A", "name", "B"))
                .isEqualTo("updated");
        assertThat(ada().match("email").line("", "email", "ADA@X", "name", "B")).isEqualTo("updated");
        assertThat(ada().match("phone").line("", "phone_number", "+111", "name", "B"))
                .isEqualTo("updated");
        Scene s = new Scene().contact(1, "custom_attributes", crm(42)).match("custom_attributes.crm");
        assertThat(s.line("", "custom_attributes.crm", "42", "name", "B")).isEqualTo("updated");
    }

    @Test
    void the_first_key_that_finds_somebody_wins() {
        Scene s = ada().contact(2, "email", "bob@x").match("email", "source-id");
        assertThat(s.line("s1", "email", "bob@x", "name", "B")).isEqualTo("updated");
        assertThat(s.cell(2, "name")).isEqualTo("B");
        assertThat(s.line("s1", "email", "new@x", "name", "C")).isEqualTo("updated");
        assertThat(s.cell(1, "name")).isEqualTo("C");
    }

    @Test
    void a_stored_email_in_mixed_case_is_found_by_its_lower_case() {
        Scene s = new Scene().contact(1, "email", "Ada@X").match("email");
        assertThat(s.line("", "email", "ada@x")).isEqualTo("updated");
        assertThat(s.cell(1, "email")).isEqualTo("ada@x");
    }

    @Test
    void nobody_is_found_in_another_account() {
        Scene s = new Scene().contact(1, "account_id", 2, "email", "ada@x").match("email");
        assertThat(s.line("", "email", "ada@x")).isEqualTo("rejected CONTACT_NOT_FOUND");
    }

    @Test
    void several_contacts_under_one_key_are_ambiguous() {
        Scene emails = new Scene()
                .contact(1, "email", "a@x")
                .contact(2, "email", "A@x")
                .match("email");
        assertThat(emails.line("", "email", "a@x")).isEqualTo("rejected AMBIGUOUS_MATCH");
        Scene phones = new Scene().contact(1, "phone_number", "+111").contact(2, "phone_number", "+111");
        assertThat(phones.match("phone", "email").line("", "phone_number", "+111"))
                .isEqualTo("rejected AMBIGUOUS_MATCH");
    }

    @Test
    void a_line_without_a_value_for_any_key_is_missing_its_path() {
        assertThat(ada().match("email", "phone").line("s1", "name", "B")).isEqualTo("rejected PATH_MISSING");
        assertThat(ada().upsert().line("", "phone_number", "+111")).isEqualTo("rejected PATH_MISSING");
        assertThat(ada().match("email", "phone").line("s1", "phone_number", "x"))
                .isEqualTo("rejected PHONE_INVALID");
        assertThat(ada().verifyOnly().match("identifier").line("s1", "identifier", "A"))
                .isEqualTo("rejected PATH_MISSING");
        for (String value : List.of("null", "true", "\"\"", "\" \"", "[1]", "{}")) {
            assertThat(ada().match("custom_attributes.crm").line("s1", "custom_attributes", crm(value)))
                    .isEqualTo("rejected PATH_MISSING");
        }
    }

    @Test
    void an_attribute_matches_by_the_text_of_a_string_or_number() {
        for (String stored : List.of("42", "\"42\"")) {
            Scene s = new Scene().contact(1, "custom_attributes", crm(stored)).match("custom_attributes.crm");
            assertThat(s.line("", "custom_attributes", crm(42), "name", "B")).isEqualTo("updated");
        }
        Scene exponent = new Scene().contact(1, "custom_attributes", crm(100)).match("custom_attributes.crm");
        assertThat(exponent.line("", "custom_attributes", crm("1e2"), "name", "B"))
                .isEqualTo("updated");
        for (String stored : List.of("42.0", "null", "[42]", "\"\"")) {
            Scene s = new Scene().contact(1, "custom_attributes", crm(stored)).match("custom_attributes.crm");
            assertThat(s.line("", "custom_attributes", crm(42))).isEqualTo("rejected CONTACT_NOT_FOUND");
        }
    }

    @Test
    void a_link_whose_contact_is_gone_counts_as_no_link() {
        assertThat(new Scene().link(9, "s1").line("s1")).isEqualTo("rejected CONTACT_NOT_FOUND");
        Scene s = ada().link(9, "gone").match("source-id", "email");
        assertThat(s.line("gone", "email", "ada@x", "name", "B")).isEqualTo("updated");
        assertThat(s.linkOf("gone").number("contact_id")).isEqualTo(9);
    }

    @Test
    void in_upsert_a_dangling_link_is_pointed_to_the_contact() {
        Scene s = ada().upsert().link(9, "gone");
        assertThat(s.line("gone", "email", "ada@x")).isEqualTo("updated");
        assertThat(s.linkOf("gone").number("contact_id")).isEqualTo(1);
        assertThat(s.linkOf("gone").get("updated_at")).isEqualTo(Reference.NOW);
        Scene nobody = new Scene().upsert().link(9, "gone");
        assertThat(nobody.line("gone", "email", "new@x")).isEqualTo("created");
        assertThat(nobody.linkOf("gone").number("contact_id")).isEqualTo(-1);
    }

    @Test
    void a_dangling_link_that_was_verified_is_not_verified_for_the_next_contact() {
        Scene s = ada().upsert().link(9, "gone", "hmac_verified", true);
        assertThat(s.line("gone", "email", "ada@x")).isEqualTo("updated");
        assertThat(s.linkOf("gone").flag("hmac_verified")).isFalse();
    }

    @Test
    void update_makes_no_link_and_a_valid_hash_then_sets_nothing() {
        Scene s = ada().match("source-id", "email");
        assertThat(s.line("new", "email", "ada@x", "name", "B", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated [NOT_LINKED]");
        assertThat(s.rows("contact_inboxes")).hasSize(1);
        assertThat(s.linkOf("s1").flag("hmac_verified")).isFalse();
        assertThat(s.line("new", "email", "ada@x", "name", "B")).isEqualTo("unchanged");
    }

    @Test
    void a_line_without_a_source_id_uses_the_oldest_link_in_both_modes() {
        for (boolean upsert : new boolean[] {false, true}) {
            Scene s =
                    ada().link(1, "older", "created_at", "2023-01-01T00:00:00").link(1, "same");
            (upsert ? s.upsert() : s).match("identifier");
            assertThat(s.line("", "identifier", "A", "identifier_hash", hash("A")))
                    .isEqualTo("updated");
            assertThat(s.linkOf("older").flag("hmac_verified")).isTrue();
            assertThat(s.linkOf("s1").flag("hmac_verified")).isFalse();
        }
        Scene tie = ada().link(1, "same").match("identifier");
        tie.line("", "identifier", "A", "identifier_hash", hash("A"));
        assertThat(tie.linkOf("s1").flag("hmac_verified")).as("then by id").isTrue();
        Scene other = ada().match("identifier");
        String safe = Texts.hmac("key2", "A");
        assertThat(other.line("", "inbox_identifier", "safe", "identifier", "A", "identifier_hash", safe))
                .as("only links of this inbox")
                .isEqualTo("unchanged [NOT_LINKED]");
    }

    // 6. Binding

    @Test
    void a_line_signed_or_not_must_not_open_another_persons_record() {
        assertThat(ada().line("s1", "identifier", "B", "name", "X")).isEqualTo("rejected HMAC_IDENTIFIER_MISMATCH");
        assertThat(ada().line("s1", "identifier", "B", "identifier_hash", hash("B")))
                .isEqualTo("rejected HMAC_IDENTIFIER_MISMATCH");
        assertThat(ada().verifyOnly().line("s1", "identifier", "B")).isEqualTo("rejected HMAC_IDENTIFIER_MISMATCH");
        assertThat(ada().noBind().line("s1", "identifier", "B")).isEqualTo("updated");
        Scene blank = new Scene().contact(1, "identifier", " ").link(1, "s1");
        assertThat(blank.line("s1", "identifier", "B")).isEqualTo("updated");
    }

    @Test
    void the_hash_of_nothing_is_refused_once_the_contact_was_found() {
        assertThat(ada().line("s1", "identifier_hash", hash(""))).isEqualTo("rejected HMAC_INVALID");
        assertThat(ada().line("s9", "identifier_hash", hash(""))).isEqualTo("rejected CONTACT_NOT_FOUND");
        assertThat(ada().upsert().line("s9", "identifier_hash", hash(""))).isEqualTo("rejected HMAC_INVALID");
        assertThat(ada().noBind().line("s1", "identifier_hash", hash(""))).isEqualTo("updated");
        assertThat(ada().hmac(Hmac.SKIP).line("s1", "identifier_hash", hash("")))
                .isEqualTo("unchanged");
    }

    @Test
    void two_different_identifiers_are_never_merged() {
        Scene s = ada().contact(2, "identifier", "B", "email", "bob@x").merge();
        assertThat(s.line("s1", "email", "bob@x")).isEqualTo("rejected CONFLICT_IDENTIFIER");
        Scene free =
                ada().contact(2, "identifier", "B", "email", "bob@x").merge().noBind();
        assertThat(free.line("s1", "email", "bob@x")).isEqualTo("merged");
        assertThat(free.cell(2, "identifier")).isEqualTo("B");
    }

    @Test
    void with_verify_only_the_lines_identifier_is_compared_with_the_owners_too() {
        for (boolean bind : new boolean[] {true, false}) {
            Scene s = new Scene().contact(1).link(1, "s1").contact(2, "identifier", "B", "email", "bob@x");
            s.merge().verifyOnly();
            assertThat((bind ? s : s.noBind()).line("s1", "identifier", "A", "email", "bob@x"))
                    .isEqualTo(bind ? "rejected CONFLICT_IDENTIFIER" : "merged");
        }
    }

    @Test
    void a_valid_hash_verifies_the_link_once() {
        Scene s = ada();
        assertThat(s.line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated");
        assertThat(s.linkOf("s1").flag("hmac_verified")).isTrue();
        assertThat(s.linkOf("s1").get("updated_at")).isEqualTo(Reference.NOW);
        assertThat(s.cell(1, "updated_at"))
                .as("the contact itself is not written")
                .isEqualTo(Scene.OLD);
        assertThat(s.line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("unchanged");
    }

    @Test
    void a_rejected_line_changes_nothing_at_all() {
        Scene s = ada().contact(2, "email", "bob@x");
        assertThat(s.line("s1", "name", "B", "email", "bob@x", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("rejected CONFLICT_EMAIL");
        assertThat(s.cell(1, "name")).isEqualTo("Old");
        assertThat(s.linkOf("s1").flag("hmac_verified")).isFalse();
        // The first look-up would merge, the second is refused.
        Scene two =
                new Scene().contact(1).link(1, "s1").contact(2, "email", "b@x").merge();
        two.contact(3, "phone_number", "+111").contact(4, "phone_number", "+111");
        assertThat(two.line("s1", "email", "b@x", "phone_number", "+111")).isEqualTo("rejected AMBIGUOUS_MATCH");
        assertThat(two.rows("contacts")).hasSize(4);
        assertThat(two.linkOf("s1").number("contact_id")).isEqualTo(1);
    }

    // Creating and linking

    @Test
    void nobody_found_is_created_and_linked() {
        Scene s = ada().upsert();
        assertThat(s.line(LONG_ID, "identifier", "N", "identifier_hash", hash("N")))
                .isEqualTo("created");
        Row row = s.row("contacts", -1);
        assertThat(row)
                .containsEntry("account_id", 1L)
                .containsEntry("name", "")
                .containsEntry("email", null)
                .containsEntry("identifier", "N")
                .containsEntry("contact_type", 0L)
                .containsEntry("custom_attributes", Map.of())
                .containsEntry("created_at", Reference.NOW)
                .containsEntry("updated_at", Reference.NOW);
        assertThat(s.linkOf(LONG_ID))
                .containsEntry("contact_id", -1L)
                .containsEntry("inbox_id", 1L)
                .containsEntry("hmac_verified", true)
                .containsEntry("pubsub_token", Reference.GENERATED);
    }

    @Test
    void a_created_contact_that_can_be_reached_is_a_lead() {
        Scene s = new Scene().upsert();
        assertThat(s.line(LONG_ID, "email", "N@x", "name", "N", "additional_attributes.city", "Rome"))
                .isEqualTo("created");
        assertThat(s.row("contacts", -1))
                .containsEntry("contact_type", 1L)
                .containsEntry("email", "n@x")
                .containsEntry("name", "N")
                .containsEntry("location", "Rome");
    }

    @Test
    void the_next_line_finds_who_was_created() {
        Scene s = new Scene().upsert();
        s.line(LONG_ID, "email", "n@x");
        assertThat(s.line(LONG_ID, "name", "N")).isEqualTo("updated");
        assertThat(s.line("", "email", "n@x", "name", "N")).isEqualTo("unchanged");
        assertThat(s.line("other" + LONG_ID, "email", "n@x")).isEqualTo("updated");
        assertThat(s.rows("contacts")).hasSize(1);
        assertThat(s.rows("contact_inboxes")).hasSize(2);
    }

    @Test
    void found_by_another_key_is_linked_with_the_lines_source_id() {
        Scene s = ada().upsert();
        assertThat(s.line(LONG_ID, "email", "ada@x")).isEqualTo("updated");
        assertThat(s.linkOf(LONG_ID).number("contact_id")).isEqualTo(1);
        assertThat(s.cell(1, "updated_at")).isEqualTo(Scene.OLD);
        assertThat(s.line(LONG_ID, "email", "ada@x")).as("a second time").isEqualTo("unchanged");
    }

    @Test
    void a_line_without_source_id_gets_a_fresh_link_only_if_there_is_none() {
        Scene s = ada().contact(2, "email", "bob@x").upsert();
        assertThat(s.line("", "email", "ada@x")).isEqualTo("unchanged");
        assertThat(s.line("", "email", "bob@x")).isEqualTo("updated");
        assertThat(s.linkOf(Reference.GENERATED).number("contact_id")).isEqualTo(2);
        assertThat(s.line("", "email", "bob@x")).isEqualTo("unchanged");
        assertThat(s.line("", "email", "new@x")).isEqualTo("created");
        assertThat(s.rows("contact_inboxes")).hasSize(3);
    }

    @Test
    void found_by_email_is_no_match_when_identifiers_differ() {
        Object[] line = {"identifier", "N", "email", "ada@x", "name", "N"};
        assertThat(ada().upsert().line(LONG_ID, line)).isEqualTo("rejected CONFLICT_EMAIL");
        Scene drop = ada().upsert().drop();
        assertThat(drop.line(LONG_ID, line)).isEqualTo("created [EMAIL_DROPPED]");
        assertThat(drop.cell(-1, "email")).isNull();
        assertThat(drop.cell(-1, "identifier")).isEqualTo("N");
        Scene merge = ada().upsert().merge();
        assertThat(merge.line(LONG_ID, line)).isEqualTo("rejected HMAC_IDENTIFIER_MISMATCH");
        Scene free = ada().upsert().merge().noBind();
        assertThat(free.line(LONG_ID, line)).isEqualTo("updated");
        assertThat(free.cell(1, "identifier")).isEqualTo("N");
        assertThat(ada().upsert().verifyOnly().noBind().line(LONG_ID, line)).isEqualTo("updated");
    }

    @Test
    void found_by_phone_is_no_match_when_identifiers_or_emails_differ() {
        String[] match = {"source-id", "phone"};
        assertThat(ada().upsert().match(match).line(LONG_ID, "phone_number", "+111", "email", "n@x"))
                .isEqualTo("rejected CONFLICT_PHONE");
        assertThat(ada().upsert().match(match).line(LONG_ID, "phone_number", "+111", "identifier", "N"))
                .isEqualTo("rejected CONFLICT_PHONE");
        assertThat(ada().upsert().match(match).line(LONG_ID, "phone_number", "+111", "email", "ADA@x"))
                .isEqualTo("updated");
        assertThat(ada().upsert().match(match).drop().line(LONG_ID, "phone_number", "+111", "email", "n@x"))
                .isEqualTo("created [PHONE_DROPPED]");
        Scene merge = ada().upsert().match(match).merge();
        assertThat(merge.line(LONG_ID, "phone_number", "+111", "email", "n@x")).isEqualTo("updated");
        assertThat(merge.cell(1, "email")).isEqualTo("n@x");
        assertThat(ada().match(match).line(LONG_ID, "phone_number", "+111", "email", "n@x"))
                .as("mode update knows no such thing")
                .isEqualTo("updated");
    }

    @Test
    void no_match_under_one_key_goes_on_with_the_next() {
        Scene s = ada().contact(2, "phone_number", "+222").upsert().drop().match("email", "phone");
        assertThat(s.line(LONG_ID, "identifier", "N", "email", "ada@x", "phone_number", "+222"))
                .isEqualTo("updated [EMAIL_DROPPED]");
        assertThat(s.cell(2, "identifier")).isEqualTo("N");
    }

    @Test
    void a_source_id_of_somebody_else_is_a_conflict_of_its_own() {
        String[] match = {"email", "source-id"};
        Scene reject = ada().contact(2, "email", "bob@x").upsert().match(match);
        assertThat(reject.line("s1", "email", "bob@x")).isEqualTo("rejected CONFLICT_SOURCE_ID");
        for (Scene s : List.of(ada().drop(), ada().merge())) {
            s.contact(2, "email", "bob@x", "identifier", "B").upsert().match(match);
            assertThat(s.line("s1", "email", "bob@x", "identifier", "B", "identifier_hash", hash("B")))
                    .isEqualTo("unchanged [NOT_LINKED, SOURCE_ID_DROPPED]");
            assertThat(s.linkOf("s1").number("contact_id")).isEqualTo(1);
        }
        Scene update = ada().contact(2, "email", "bob@x").match(match);
        assertThat(update.line("s1", "email", "bob@x", "name", "B"))
                .as("mode update makes no link")
                .isEqualTo("updated");
    }

    @Test
    void a_link_made_with_a_short_or_numeric_source_id_is_guessable() {
        assertThat(new Scene().upsert().line("n1")).isEqualTo("created [SOURCE_ID_GUESSABLE]");
        assertThat(new Scene().upsert().line("123456789012345678901234567890")).contains("SOURCE_ID_GUESSABLE");
        assertThat(new Scene().upsert().line(LONG_ID)).isEqualTo("created");
        assertThat(ada().upsert().line("s1", "name", "B")).as("no link is made").isEqualTo("updated");
        assertThat(new Scene().upsert().link(9, "s1").line("s1")).as("nor here").isEqualTo("created");
    }

    // Identifier

    @Test
    void assign_writes_the_identifier_and_verify_only_never_stores_it() {
        Scene assign = new Scene().contact(1).link(1, "s1");
        assertThat(assign.line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated");
        assertThat(assign.cell(1, "identifier")).isEqualTo("A");
        Scene verify = new Scene().contact(1).link(1, "s1").verifyOnly();
        assertThat(verify.line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated");
        assertThat(verify.cell(1, "identifier")).isNull();
        assertThat(verify.linkOf("s1").flag("hmac_verified")).isTrue();
        Scene owned = ada().contact(2).link(2, "s2").verifyOnly();
        assertThat(owned.line("s2", "identifier", "A", "name", "B"))
                .as("nor looked up")
                .isEqualTo("updated");
    }

    // Outcomes

    @Test
    void an_outcome_names_the_contact() {
        Scene s = ada().contact(2, "email", "bob@x").link(2, "s2").upsert();
        s.line("s1", "name", "B");
        s.line(LONG_ID, "name", "N");
        s.line("s2", "phone_number", "x");
        assertThat(s.result().lines().get(0).contact()).isEqualTo(1);
        assertThat(s.result().lines().get(1).contact()).isEqualTo(-1);
        assertThat(s.result().lines().get(2).contact()).isNull();
    }

    @Test
    void merged_goes_before_created_and_created_before_updated() {
        Scene s = ada().upsert().merge();
        s.line(LONG_ID, "name", "N");
        assertThat(s.line(LONG_ID, "email", "ada@x")).isEqualTo("merged");
        assertThat(s.rows("contacts")).hasSize(1);
        assertThat(s.linkOf(LONG_ID).number("contact_id")).isEqualTo(1);
        assertThat(s.cell(1, "name")).as("the owner's name wins").isEqualTo("Old");
    }
}

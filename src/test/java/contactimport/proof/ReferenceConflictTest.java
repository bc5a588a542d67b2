package contactimport.proof;

import static contactimport.proof.Scene.hash;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SEMANTICS.md, "Merging the line into the contact". */
class ReferenceConflictTest {

    /** Contact 1 is patched as s1; contact 2 owns an e-mail, a phone and an identifier. */
    private static Scene two() {
        return new Scene()
                .contact(1, "name", "One")
                .link(1, "s1")
                .contact(2, "name", "Two", "email", "Two@x", "phone_number", "+222", "identifier", "B");
    }

    private static String custom(Scene s, long contact) {
        return Json.write(s.cell(contact, "custom_attributes"));
    }

    @Test
    void objects_merge_key_by_key_at_every_depth_and_the_rest_is_replaced() {
        Scene s = new Scene()
                .contact(
                        1,
                        "custom_attributes",
                        Json.object("{\"o\":{\"p\":{\"q\":1,\"r\":2}},\"l\":[1,2],\"k\":{\"x\":1}}"))
                .link(1, "s1");
        s.line("s1", "custom_attributes", Json.object("{\"o\":{\"p\":{\"r\":3}},\"l\":[3],\"k\":\"t\"}"));
        assertThat(custom(s, 1)).isEqualTo("{\"o\":{\"p\":{\"q\":1,\"r\":3}},\"l\":[3],\"k\":\"t\"}");
    }

    @Test
    void the_lines_values_replace_the_stored_ones() {
        Scene s = new Scene().contact(1, "name", "A", "email", "a@x", "phone_number", "+111", "identifier", "A");
        s.link(1, "s1").noBind();
        assertThat(s.line("s1", "name", "B", "email", "B@x", "phone_number", "+222", "identifier", "B"))
                .isEqualTo("updated");
        assertThat(s.row("contacts", 1))
                .containsEntry("name", "B")
                .containsEntry("email", "b@x")
                .containsEntry("phone_number", "+222")
                .containsEntry("identifier", "B")
                .containsEntry("updated_at", Reference.NOW)
                .containsEntry("created_at", Scene.OLD);
    }

    // Conflicts

    @Test
    void reject_names_the_first_conflict_only() {
        assertThat(two().line("s1", "identifier", "B")).isEqualTo("rejected CONFLICT_IDENTIFIER");
        assertThat(two().line("s1", "email", "two@X")).isEqualTo("rejected CONFLICT_EMAIL");
        assertThat(two().line("s1", "phone_number", "+222")).isEqualTo("rejected CONFLICT_PHONE");
        assertThat(two().line("s1", "phone_number", "+222", "email", "two@x", "identifier", "B"))
                .isEqualTo("rejected CONFLICT_IDENTIFIER");
    }

    @Test
    void another_account_has_keys_of_its_own() {
        Scene s = new Scene().contact(1).link(1, "s1").contact(2, "account_id", 2, "email", "two@x");
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("updated");
    }

    @Test
    void a_key_that_the_contact_itself_holds_is_not_looked_up() {
        Scene s =
                new Scene().contact(1, "phone_number", "+222", "email", "Two@X").link(1, "s1");
        s.contact(2, "phone_number", "+222").contact(3, "phone_number", "+222", "email", "two@x");
        for (Scene each : List.of(s, s.merge())) {
            assertThat(each.line("s1", "phone_number", "+222")).isEqualTo("unchanged");
        }
    }

    @Test
    void an_ambiguous_owner_is_refused_whatever_the_policy() {
        for (Scene s : List.of(two(), two().drop(), two().merge())) {
            s.contact(3, "phone_number", "+222");
            assertThat(s.line("s1", "phone_number", "+222")).isEqualTo("rejected AMBIGUOUS_MATCH");
        }
    }

    @Test
    void a_released_key_is_free() {
        Scene s = two().link(2, "s2");
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("rejected CONFLICT_EMAIL");
        assertThat(s.line("s2", "email", "new@x")).isEqualTo("updated");
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("updated");
    }

    @Test
    void with_verify_only_the_line_counts_as_having_no_identifier() {
        assertThat(two().verifyOnly().line("s1", "identifier", "B")).isEqualTo("unchanged");
        Scene s = two().verifyOnly().noBind().merge();
        assertThat(s.line("s1", "identifier", "A", "email", "two@x")).isEqualTo("merged");
    }

    @Test
    void drop_leaves_the_key_with_its_owner_and_applies_the_rest() {
        Scene s = two().drop();
        assertThat(s.line(
                        "s1",
                        "name",
                        "New",
                        "email",
                        "two@x",
                        "phone_number",
                        "+222",
                        "identifier",
                        "B",
                        "identifier_hash",
                        hash("B")))
                .isEqualTo("updated [EMAIL_DROPPED, IDENTIFIER_DROPPED, PHONE_DROPPED]");
        assertThat(s.row("contacts", 1)).containsEntry("name", "New").containsEntry("email", null);
        assertThat(s.linkOf("s1").flag("hmac_verified")).isTrue();
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("unchanged [EMAIL_DROPPED]");
    }

    @Test
    void merge_keeps_the_owner_and_writes_the_lines_values_in_the_end() {
        Scene s = two().merge();
        assertThat(s.line("s1", "email", "two@x", "name", "Line")).isEqualTo("merged");
        assertThat(s.rows("contacts")).hasSize(1);
        assertThat(s.row("contacts", 2)).containsEntry("name", "Line").containsEntry("email", "two@x");
        assertThat(s.linkOf("s1").number("contact_id")).isEqualTo(2);
        assertThat(s.result().lines().get(0).contact()).isEqualTo(2);
    }

    @Test
    void the_next_look_up_goes_on_with_the_kept_contact() {
        Scene s = new Scene().contact(1).link(1, "s1").merge();
        s.contact(2, "identifier", "B").contact(3, "email", "three@x").contact(4, "phone_number", "+444");
        assertThat(s.line("s1", "identifier", "B", "email", "three@x", "phone_number", "+444"))
                .isEqualTo("merged");
        assertThat(s.rows("contacts")).hasSize(1);
        assertThat(s.row("contacts", 4))
                .containsEntry("identifier", "B")
                .containsEntry("email", "three@x")
                .containsEntry("phone_number", "+444");
        Scene both = two().merge();
        assertThat(both.line("s1", "email", "two@x", "phone_number", "+222", "identifier", "B"))
                .as("the kept one holds the other keys itself")
                .isEqualTo("merged");
    }

    @Test
    void in_merge_the_key_is_dropped_when_identifiers_differ() {
        Scene s = two().merge();
        assertThat(s.line("s1", "identifier", "A", "email", "two@x")).isEqualTo("updated [EMAIL_DROPPED]");
        assertThat(s.row("contacts", 1)).containsEntry("identifier", "A").containsEntry("email", null);
        Scene phone = two().merge();
        assertThat(phone.line("s1", "identifier", "A", "phone_number", "+222")).isEqualTo("updated [PHONE_DROPPED]");
    }

    @Test
    void in_merge_the_phone_is_dropped_when_emails_differ() {
        Scene s = two().merge();
        assertThat(s.line("s1", "email", "one@x", "phone_number", "+222")).isEqualTo("updated [PHONE_DROPPED]");
        Scene same = new Scene().contact(1, "email", "one@x").link(1, "s1").merge();
        same.contact(2, "phone_number", "+222", "email", " ");
        assertThat(same.line("s1", "email", "ONE@x", "phone_number", "+222")).isEqualTo("merged");
    }

    @Test
    void nobody_found_and_an_owner_of_a_key_depends_on_the_policy() {
        Object[] line = {"phone_number", "+222", "name", "New"};
        assertThat(two().upsert().line("n1", line)).isEqualTo("rejected CONFLICT_PHONE");
        assertThat(two().upsert().drop().line("n1", line)).isEqualTo("created [PHONE_DROPPED, SOURCE_ID_GUESSABLE]");
        Scene taken = two().upsert().merge();
        assertThat(taken.line("n1", line)).isEqualTo("updated [SOURCE_ID_GUESSABLE]");
        assertThat(taken.row("contacts", 2)).containsEntry("name", "New");
        assertThat(taken.linkOf("n1").number("contact_id")).isEqualTo(2);
        Scene stranger = two().upsert().merge();
        assertThat(stranger.line("n1", "phone_number", "+222", "identifier", "N"))
                .isEqualTo("created [PHONE_DROPPED, SOURCE_ID_GUESSABLE]");
        Scene verify = two().upsert().merge().verifyOnly();
        assertThat(verify.line("n1", "phone_number", "+222", "identifier", "N"))
                .isEqualTo("rejected CONFLICT_IDENTIFIER");
    }

    @Test
    void the_first_owner_is_taken_and_later_ones_are_merged() {
        Scene s = new Scene().upsert().match("source-id").merge();
        s.contact(1, "email", "one@x").contact(2, "phone_number", "+222");
        assertThat(s.line("n1", "email", "one@x", "phone_number", "+222")).isEqualTo("merged [SOURCE_ID_GUESSABLE]");
        assertThat(s.rows("contacts")).hasSize(1);
        assertThat(s.row("contacts", 2)).containsEntry("email", "one@x");
    }

    // Absorbing

    @Test
    void blanks_of_the_kept_contact_are_filled_and_its_own_values_win() {
        Scene s = new Scene().contact(1, "name", "One", "email", "one@x", "phone_number", "+111", "identifier", "A");
        s.link(1, "s1").merge().contact(2, "name", " ", "phone_number", "", "email", "two@x", "contact_type", 2);
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("merged");
        assertThat(s.row("contacts", 2))
                .containsEntry("name", "One")
                .containsEntry("email", "two@x")
                .containsEntry("phone_number", "+111")
                .containsEntry("identifier", "A")
                .containsEntry("contact_type", 2L);
    }

    @Test
    void attributes_merge_deeply_and_the_kept_contacts_win_even_a_null() {
        Scene s = new Scene().merge().link(1, "s1");
        s.contact(
                1,
                "custom_attributes",
                Json.object("{\"a\":1,\"o\":{\"p\":1,\"q\":1},\"n\":5}"),
                "additional_attributes",
                Json.object("{\"city\":\"Rome\",\"x\":1}"));
        s.contact(
                2,
                "email",
                "two@x",
                "custom_attributes",
                Json.object("{\"a\":2,\"o\":{\"p\":2},\"n\":null}"),
                "additional_attributes",
                null);
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("merged");
        assertThat(Json.same(
                        s.cell(2, "custom_attributes"), Json.parse("{\"a\":2,\"o\":{\"p\":2,\"q\":1},\"n\":null}")))
                .isTrue();
        assertThat(Json.write(s.cell(2, "additional_attributes"))).isEqualTo("{\"city\":\"Rome\",\"x\":1}");
        assertThat(s.cell(2, "location")).isEqualTo("Rome");
    }

    @Test
    void everything_that_points_to_the_absorbed_then_points_to_the_kept() {
        Scene s = two().merge().link(1, "s2", "inbox_id", 2);
        s.row("conversations", "id", 1, "contact_id", 1).row("conversations", "id", 2, "contact_id", 9);
        s.row("messages", "id", 1, "sender_type", "Contact", "sender_id", 1);
        s.row("messages", "id", 2, "sender_type", "User", "sender_id", 1);
        s.row("notes", "id", 1, "contact_id", 1).row("csat_survey_responses", "id", 1, "contact_id", 1);
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("merged");
        assertThat(s.row("contact_inboxes", 1)).containsEntry("contact_id", 2L).containsEntry("updated_at", Scene.OLD);
        assertThat(s.row("contact_inboxes", 2).number("contact_id")).isEqualTo(2);
        assertThat(s.row("conversations", 1).number("contact_id")).isEqualTo(2);
        assertThat(s.row("conversations", 2).number("contact_id")).isEqualTo(9);
        assertThat(s.row("messages", 1).number("sender_id")).isEqualTo(2);
        assertThat(s.row("messages", 2).number("sender_id")).isEqualTo(1);
        assertThat(s.row("notes", 1).number("contact_id")).isEqualTo(2);
        assertThat(s.row("csat_survey_responses", 1).number("contact_id")).isEqualTo(2);
    }

    @Test
    void labels_are_moved_and_duplicates_dropped() {
        Scene s = two().merge();
        s.row("taggings", "id", 1, "tag_id", 1, "taggable_type", "Contact", "taggable_id", 1, "context", "labels");
        s.row("taggings", "id", 2, "tag_id", 2, "taggable_type", "Contact", "taggable_id", 1, "context", "labels");
        s.row("taggings", "id", 3, "tag_id", 2, "taggable_type", "Contact", "taggable_id", 2, "context", "labels");
        s.row("taggings", "id", 4, "tag_id", 1, "taggable_type", "Conversation", "taggable_id", 1, "context", "labels");
        s.line("s1", "email", "two@x");
        assertThat(s.row("taggings", 1).number("taggable_id")).isEqualTo(2);
        assertThat(s.row("taggings", 2)).isNull();
        assertThat(s.row("taggings", 3).number("taggable_id")).isEqualTo(2);
        assertThat(s.row("taggings", 4).number("taggable_id")).isEqualTo(1);
    }

    @Test
    void the_avatar_is_moved_if_the_kept_contact_has_none() {
        Object[] one = {"id", 1, "name", "avatar", "record_type", "Contact", "record_id", 1};
        Scene s = two().merge().row("active_storage_attachments", one);
        s.line("s1", "email", "two@x");
        assertThat(s.row("active_storage_attachments", 1).number("record_id")).isEqualTo(2);
        Scene has = two().merge().row("active_storage_attachments", one);
        has.row("active_storage_attachments", "id", 2, "name", "avatar", "record_type", "Contact", "record_id", 2);
        has.row("active_storage_attachments", "id", 3, "name", "avatar", "record_type", "User", "record_id", 1);
        has.line("s1", "email", "two@x");
        assertThat(has.row("active_storage_attachments", 1)).isNull();
        assertThat(has.row("active_storage_attachments", 2).number("record_id")).isEqualTo(2);
        assertThat(has.row("active_storage_attachments", 3).number("record_id")).isEqualTo(1);
    }

    @Test
    void absorbing_that_adds_nothing_does_not_write_the_kept_contact() {
        Scene s = new Scene().contact(1, "name", "").link(1, "s1").merge();
        s.contact(2, "email", "two@x", "custom_attributes", null);
        assertThat(s.line("s1", "email", "two@x")).isEqualTo("merged");
        assertThat(s.row("contacts", 2))
                .containsEntry("updated_at", Scene.OLD)
                .containsEntry("custom_attributes", null);
    }

    // On every write

    @Test
    void a_write_turns_a_blank_email_into_null_but_is_not_made_for_that() {
        Scene s = new Scene().contact(1, "email", "").link(1, "s1");
        assertThat(s.line("s1", "name", "Old")).isEqualTo("unchanged");
        assertThat(s.cell(1, "email")).isEqualTo("");
        assertThat(s.line("s1", "name", "New")).isEqualTo("updated");
        assertThat(s.cell(1, "email")).isNull();
        Scene space = new Scene().contact(1, "email", " ").link(1, "s1");
        assertThat(space.line("s1")).as("white space is not ''").isEqualTo("updated");
    }

    @Test
    void a_visitor_who_can_be_reached_becomes_a_lead_and_others_stay() {
        for (Object[] columns :
                List.of(new Object[] {"email", "a@x"}, new Object[] {"phone_number", "+111"}, new Object[] {
                    "additional_attributes", Json.object("{\"social_x\":\"@x\"}")
                })) {
            Scene s = new Scene().contact(1, columns).link(1, "s1");
            s.contact(2, "contact_type", 0).link(2, "s2");
            assertThat(s.line("s1")).isEqualTo("unchanged");
            assertThat(s.line("s2", "email", "n@x")).isEqualTo("updated");
            assertThat(s.cell(2, "contact_type")).isEqualTo(1L);
            Object[] visitor = Arrays.copyOf(columns, 4);
            visitor[2] = "contact_type";
            visitor[3] = 0;
            assertThat(new Scene().contact(1, visitor).link(1, "s1").line("s1")).isEqualTo("updated");
        }
        Scene blank = new Scene()
                .link(1, "s1")
                .contact(
                        1,
                        "contact_type",
                        0,
                        "email",
                        "",
                        "additional_attributes",
                        Json.object("{\"social_x\":\" \",\"social\":\"x\"}"));
        assertThat(blank.line("s1")).isEqualTo("unchanged");
        Map<String, Object> social = Json.object("{\"social_x\":false,\"social_y\":{},\"social_z\":null}");
        Scene absent = new Scene()
                .contact(1, "contact_type", 0, "additional_attributes", social)
                .link(1, "s1");
        assertThat(absent.line("s1")).isEqualTo("unchanged");
        Scene customer = new Scene().contact(1, "contact_type", 2).link(1, "s1");
        customer.line("s1", "email", "n@x");
        assertThat(customer.cell(1, "contact_type")).isEqualTo(2L);
    }

    @Test
    void location_and_country_are_derived_and_an_underived_one_is_overwritten() {
        Scene s = new Scene()
                .contact(1, "location", "Elsewhere", "country_code", "XX")
                .link(1, "s1");
        assertThat(s.line("s1")).isEqualTo("updated");
        assertThat(s.cell(1, "location")).isNull();
        assertThat(s.cell(1, "country_code")).isNull();
        assertThat(s.line("s1")).isEqualTo("unchanged");
        Scene blank = new Scene().contact(1, "location", "", "country_code", "").link(1, "s1");
        assertThat(blank.line("s1")).as("'' and NULL are equal").isEqualTo("unchanged");
        assertThat(blank.line("s1", "name", "New")).isEqualTo("updated");
        assertThat(blank.cell(1, "location")).isNull();
    }

    @Test
    void a_city_that_is_no_text_is_its_json_text() {
        for (String[] c : List.of(
                new String[] {"5.0", "5.0"}, new String[] {"true", "t"}, new String[] {"false", "f"}, new String[] {
                    "null", null
                })) {
            Map<String, Object> additional = Json.object("{\"city\":" + c[0] + "}");
            Scene s =
                    new Scene().contact(1, "additional_attributes", additional).link(1, "s1");
            s.line("s1", "name", "New");
            assertThat(s.cell(1, "location")).isEqualTo(c[1]);
        }
    }

    @Test
    void if_nothing_would_change_nothing_is_written() {
        Map<String, Object> stored = Json.object("{\"a\":1,\"b\":{\"c\":2}}");
        Scene s = new Scene()
                .contact(1, "name", "A", "email", "a@x", "custom_attributes", stored)
                .link(1, "s1");
        assertThat(s.line(
                        "s1",
                        "name",
                        "A",
                        "email",
                        "A@x",
                        "custom_attributes",
                        Json.object("{\"b\":{\"c\":2.0},\"a\":1.00}")))
                .isEqualTo("unchanged");
        assertThat(s.cell(1, "updated_at")).isEqualTo(Scene.OLD);
        assertThat(custom(s, 1)).isEqualTo("{\"a\":1,\"b\":{\"c\":2}}");
    }

    @Test
    void numbers_are_never_rounded() {
        Map<String, Object> stored = Json.object("{\"n\":12345678901234567890.10,\"tiny\":1e-300}");
        Scene s = new Scene().contact(1, "custom_attributes", stored).link(1, "s1");
        s.line("s1", "custom_attributes", Json.object("{\"m\":0.10000000000000000000000001}"));
        assertThat(Json.identical(
                        s.cell(1, "custom_attributes"),
                        Json.parse(
                                "{\"n\":12345678901234567890.10,\"tiny\":1e-300,\"m\":0.10000000000000000000000001}")))
                .isTrue();
        assertThat(s.line("s1", "custom_attributes", Json.object("{\"n\":12345678901234567890.11}")))
                .isEqualTo("updated");
    }

    @Test
    void the_contacts_own_email_gives_way_to_its_lower_case_unless_another_holds_that_too() {
        Scene s = new Scene().contact(1, "email", "A@x").link(1, "s1");
        assertThat(s.line("s1", "email", "a@X")).isEqualTo("updated");
        assertThat(s.cell(1, "email")).isEqualTo("a@x");
        Scene shared = new Scene().contact(1, "email", "A@x").link(1, "s1").contact(2, "email", "a@x");
        assertThat(shared.line("s1", "email", "a@x")).isEqualTo("unchanged [EMAIL_CASE_KEPT]");
        Scene lower = new Scene().contact(1, "email", "a@x").link(1, "s1").contact(2, "email", "A@x");
        assertThat(lower.line("s1", "email", "A@X"))
                .as("it is lower case already")
                .isEqualTo("unchanged");
    }

    @Test
    void only_what_the_line_changes_is_validated() {
        Scene s = new Scene()
                .contact(1, "phone_number", "0049 old", "email", "no mail")
                .link(1, "s1");
        assertThat(s.line("s1", "name", "New")).isEqualTo("updated");
        assertThat(s.cell(1, "phone_number")).isEqualTo("0049 old");
    }
}

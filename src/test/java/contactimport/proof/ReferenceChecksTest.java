package contactimport.proof;

import static contactimport.proof.Scene.hash;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.proof.Settings.Hmac;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SEMANTICS.md, "The line", "Order of checks" 1 to 4 and "Blank never erases", an example for every sentence. */
class ReferenceChecksTest {

    private static final String LONG = "x".repeat(256);

    private static Scene ada() {
        return new Scene().contact(1, "name", "Ada", "email", "ada@x").link(1, "s1");
    }

    // The line

    @Test
    void the_path_names_inbox_and_source_id() {
        Scene s = ada().link(1, "s1", "inbox_id", 2, "id", 9);
        assertThat(s.line("s1", "name", "Bob")).isEqualTo("updated");
        assertThat(s.line("s2", "name", "Bob")).isEqualTo("rejected CONTACT_NOT_FOUND");
        assertThat(s.line("s1", "inbox_identifier", "far")).isEqualTo("rejected CONTACT_NOT_FOUND");
    }

    @Test
    void the_inbox_of_the_settings_fills_blank_cells_and_refuses_others() {
        Scene s = ada().inbox("box");
        assertThat(s.line("s1", "inbox_identifier", " ", "name", "Bob")).isEqualTo("updated");
        assertThat(s.line("s1", "inbox_identifier", "box", "name", "Bob")).isEqualTo("unchanged");
        assertThat(s.line("s1", "inbox_identifier", "safe")).isEqualTo("rejected OTHER_INBOX");
        assertThat(s.line("s1", "inbox_identifier", "nowhere")).isEqualTo("rejected OTHER_INBOX");
    }

    @Test
    void an_avatar_that_is_not_stored_is_a_warning() {
        assertThat(ada().line("s1", "avatar_url", "https://x/a.png")).isEqualTo("unchanged [AVATAR_NOT_STORED]");
        assertThat(ada().line("s1", "avatar", "a.png", "name", "B")).isEqualTo("updated [AVATAR_NOT_STORED]");
        assertThat(ada().line("s1", "avatar", " ", "avatar_url", "")).isEqualTo("unchanged");
    }

    @Test
    void a_column_of_its_own_wins_over_the_same_key_in_the_object() {
        Scene s = ada();
        s.line("s1", "custom_attributes", Json.object("{\"a\":1,\"b\":2}"), "custom_attributes.a", " 7 ");
        assertThat(Json.write(s.cell(1, "custom_attributes"))).isEqualTo("{\"a\":\" 7 \",\"b\":2}");
    }

    @Test
    void a_blank_attribute_column_leaves_its_key_alone() {
        Scene s = ada();
        assertThat(s.line("s1", "custom_attributes.a", "")).isEqualTo("unchanged");
        s.line("s1", "custom_attributes", Json.object("{\"a\":1}"), "custom_attributes.a", " ");
        assertThat(Json.write(s.cell(1, "custom_attributes"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void city_and_country_set_location_and_country_code() {
        Scene s = ada();
        assertThat(s.line("s1", "additional_attributes.city", " Rome", "additional_attributes.country", "IT"))
                .isEqualTo("updated");
        assertThat(s.cell(1, "location")).isEqualTo(" Rome");
        assertThat(s.cell(1, "country_code")).isEqualTo("IT");
        assertThat(Json.write(s.cell(1, "additional_attributes"))).isEqualTo("{\"city\":\" Rome\",\"country\":\"IT\"}");
    }

    @Test
    void company_and_description_go_into_the_attributes() {
        Scene s = ada();
        s.line("s1", "additional_attributes.company_name", "Co", "additional_attributes.description", "D");
        assertThat(Json.write(s.cell(1, "additional_attributes")))
                .isEqualTo("{\"company_name\":\"Co\",\"description\":\"D\"}");
    }

    @Test
    void a_json_number_or_boolean_for_a_text_is_its_json_text() {
        Scene s = ada().json();
        assertThat(s.line("s1", "identifier", new BigDecimal("42"), "identifier_hash", hash("42"), "name", true))
                .isEqualTo("updated");
        assertThat(s.cell(1, "identifier")).isEqualTo("42");
        assertThat(s.cell(1, "name")).isEqualTo("true");
    }

    @Test
    void an_object_or_array_for_a_text_is_a_field_type() {
        assertThat(ada().json().line("s1", "name", Map.of("a", "b"))).isEqualTo("rejected FIELD_TYPE");
        assertThat(ada().json().line("s1", "email", List.of("a@x"))).isEqualTo("rejected FIELD_TYPE");
        assertThat(ada().json().line("s1", "identifier", List.of())).isEqualTo("rejected FIELD_TYPE");
        assertThat(ada().json().line("s1", "contact_identifier", Map.of())).isEqualTo("rejected FIELD_TYPE");
    }

    @Test
    void of_path_identifier_and_hash_the_type_is_checked_before_the_inbox_of_others_with_the_fields() {
        assertThat(ada().json().line("s1", "identifier", List.of(), "inbox_identifier", "nowhere"))
                .isEqualTo("rejected FIELD_TYPE");
        assertThat(ada().json().line("s1", "name", List.of(), "inbox_identifier", "nowhere"))
                .isEqualTo("rejected INBOX_NOT_FOUND");
        assertThat(ada().json().line("s1", "name", List.of(), "phone_number", "1"))
                .isEqualTo("rejected FIELD_TYPE; PHONE_INVALID");
    }

    @Test
    void a_blank_line_or_a_record_of_blank_cells_is_skipped() {
        assertThat(ada().line(Line.of(Line.Kind.BLANK))).isEqualTo("null");
        assertThat(ada().inbox("box").line(Line.of("inbox_identifier", "", "name", " ")))
                .isEqualTo("null");
        assertThat(ada().inbox("box").json().line(Line.of("name", " "))).isEqualTo("rejected PATH_MISSING");
    }

    @Test
    void email_phone_and_name_are_trimmed_unless_told_otherwise() {
        Scene s = ada();
        s.line("s1", "name", "\u2003Bob\n", "email", " bob@x\u00a0", "phone_number", "\t+123 ");
        assertThat(List.of(s.cell(1, "name"), s.cell(1, "email"), s.cell(1, "phone_number")))
                .containsExactly("Bob", "bob@x", "+123");
        Scene raw = ada().noTrim();
        assertThat(raw.line("s1", "name", " Bob ")).isEqualTo("updated");
        assertThat(raw.cell(1, "name")).isEqualTo(" Bob ");
        assertThat(raw.line("s1", "email", " bob@x")).isEqualTo("rejected EMAIL_INVALID");
        assertThat(raw.line("s1", "email", "\u00a0bob@x")).isEqualTo("updated");
        assertThat(raw.line("s1", "phone_number", "+123 ")).isEqualTo("rejected PHONE_INVALID");
    }

    @Test
    void identifiers_are_never_trimmed() {
        Scene s = ada();
        s.line("s1", "identifier", " A ");
        assertThat(s.cell(1, "identifier")).isEqualTo(" A ");
        assertThat(s.line(" s1", "name", "B")).isEqualTo("rejected CONTACT_NOT_FOUND");
    }

    // 1. Readable

    @Test
    void what_cannot_be_read_is_refused() {
        assertThat(ada().json().line(Line.of(Line.Kind.UNREADABLE))).isEqualTo("rejected LINE_UNREADABLE");
        assertThat(ada().line(Line.of(Line.Kind.RAGGED))).isEqualTo("rejected CELL_COUNT");
        assertThat(ada().json().line("s1", "emial", "a@x")).isEqualTo("rejected UNKNOWN_FIELD");
    }

    @Test
    void a_blank_path_parameter_is_missing() {
        assertThat(ada().line("", "name", "B")).isEqualTo("rejected PATH_MISSING");
        assertThat(ada().line("s1", "inbox_identifier", null)).isEqualTo("rejected PATH_MISSING");
        assertThat(ada().line("", "inbox_identifier", "nowhere")).isEqualTo("rejected PATH_MISSING");
    }

    @Test
    void the_contact_identifier_may_be_blank_when_there_are_other_keys() {
        assertThat(ada().match("source-id", "email").line("", "email", "ada@x", "name", "B"))
                .isEqualTo("updated");
    }

    // 2. Inbox

    @Test
    void the_inbox_must_exist_as_an_api_inbox() {
        assertThat(ada().line("s1", "inbox_identifier", "nowhere")).isEqualTo("rejected INBOX_NOT_FOUND");
        Scene widget = ada().row("channel_api", "id", 20, "identifier", "w")
                .row("inboxes", "id", 8, "account_id", 1, "channel_id", 20, "channel_type", "Channel::WebWidget");
        assertThat(widget.line("s1", "inbox_identifier", "w")).isEqualTo("rejected INBOX_NOT_FOUND");
    }

    @Test
    void with_an_account_the_inbox_must_be_of_it() {
        assertThat(ada().account(1).line("s1", "name", "B")).isEqualTo("updated");
        assertThat(ada().account(2).line("s1", "name", "B")).isEqualTo("rejected OTHER_ACCOUNT");
    }

    @Test
    void whether_any_line_finds_its_inbox_is_known() {
        Scene s = ada();
        s.line("s1", "inbox_identifier", "nowhere");
        assertThat(s.result().anyInbox()).isFalse();
        s.line("s9");
        assertThat(s.result().anyInbox()).isTrue();
    }

    // 3. HMAC

    @Test
    void a_blank_hash_is_allowed_unless_the_inbox_demands_one() {
        assertThat(ada().line("s1", "identifier_hash", " ")).isEqualTo("unchanged");
        assertThat(ada().line("s1", "inbox_identifier", "safe")).isEqualTo("rejected HMAC_REQUIRED");
    }

    @Test
    void the_hash_must_be_exactly_the_signature_of_the_identifier_as_given() {
        assertThat(ada().line("s1", "identifier", " A", "identifier_hash", hash(" A")))
                .isEqualTo("updated");
        for (String wrong :
                List.of(hash("A").toUpperCase(), hash("A").substring(1), hash("A") + "0", hash("B"), "no")) {
            assertThat(ada().line("s1", "identifier", "A", "identifier_hash", wrong))
                    .isEqualTo("rejected HMAC_INVALID");
        }
    }

    @Test
    void an_inbox_without_a_token_accepts_no_hash() {
        assertThat(ada().line("s1", "inbox_identifier", "far", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("rejected HMAC_INVALID");
    }

    @Test
    void an_absent_identifier_signs_the_empty_text() {
        assertThat(ada().noBind().line("s1", "identifier_hash", hash(""))).isEqualTo("updated");
        assertThat(ada().noBind().line("s1", "identifier_hash", hash("x"))).isEqualTo("rejected HMAC_INVALID");
    }

    @Test
    void policy_require_wants_every_line_signed() {
        assertThat(ada().hmac(Hmac.REQUIRE).line("s1")).isEqualTo("rejected HMAC_REQUIRED");
        assertThat(ada().hmac(Hmac.REQUIRE).line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated");
    }

    @Test
    void policy_skip_looks_at_no_hash_and_verifies_nothing() {
        Scene s = ada().hmac(Hmac.SKIP);
        assertThat(s.line("s1", "identifier_hash", "nonsense", "name", "B")).isEqualTo("updated");
        assertThat(s.line("s1", "identifier", "A", "identifier_hash", hash("A")))
                .isEqualTo("updated");
        assertThat(s.linkOf("s1").flag("hmac_verified")).isFalse();
        assertThat(s.line("s9", "inbox_identifier", "safe")).isEqualTo("rejected CONTACT_NOT_FOUND");
    }

    @Test
    void the_hash_is_checked_before_the_fields_and_after_the_inbox() {
        assertThat(ada().line("s1", "identifier_hash", "no", "email", "x")).isEqualTo("rejected HMAC_INVALID");
        assertThat(ada().line("s1", "identifier_hash", "no", "inbox_identifier", "nowhere"))
                .isEqualTo("rejected INBOX_NOT_FOUND");
    }

    // 4. Fields

    @Test
    void a_text_has_no_nul_no_lone_surrogate_and_at_most_255_code_points() {
        assertThat(ada().json().line("s1", "name", "a\0")).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().json().line("s1", "name", "\ud83d")).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line("s1", "name", LONG)).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line("s1", "identifier", LONG)).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line(LONG, "name", "B")).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line("s1", "additional_attributes.city", LONG)).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line("s1", "name", "\ud83d\ude00".repeat(255))).isEqualTo("updated");
        assertThat(ada().line("s1", "name", " " + "x".repeat(255)))
                .as("trimmed first")
                .isEqualTo("updated");
    }

    @Test
    void an_email_is_lower_cased_like_ruby_and_hardly_checked() {
        Scene s = ada();
        assertThat(s.line("s1", "email", "\u0391\u03a3@X")).isEqualTo("updated");
        assertThat(s.cell(1, "email")).isEqualTo("\u03b1\u03c3@x");
        assertThat(s.line("s1", "email", "\u0130@x")).isEqualTo("updated");
        assertThat(s.cell(1, "email")).isEqualTo("i\u0307@x");
        assertThat(s.line("s1", "email", "!@b")).isEqualTo("updated");
        for (String bad : List.of("x", "@x", "x@", "a@b@c", "a b@x", "a@x\ny")) {
            assertThat(s.line("s1", "email", bad)).isEqualTo("rejected EMAIL_INVALID");
        }
    }

    @Test
    void a_phone_is_e164_in_ascii_digits() {
        assertThat(ada().line("s1", "phone_number", "+12")).isEqualTo("updated");
        assertThat(ada().line("s1", "phone_number", "+123456789012345")).isEqualTo("updated");
        for (String bad : List.of("+1", "+0123", "123", "+1234567890123456", "+12 34", "+\u0661\u0662", "x+123")) {
            assertThat(ada().line("s1", "phone_number", bad)).isEqualTo("rejected PHONE_INVALID");
        }
    }

    @Test
    void attributes_are_an_object_that_jsonb_can_hold() {
        for (String good : List.of("{}", "{\"a\":1e300}", "{\"a\":[null,true]}")) {
            assertThat(ada().line("s1", "custom_attributes", Json.parse(good))).doesNotContain("rejected");
        }
        for (String bad : List.of(
                "[]",
                "5",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":[\"\\ud83d\"]}",
                "{\"a\":1e200000}",
                "{\"a\":1e-20000}")) {
            assertThat(ada().json().line("s1", "custom_attributes", Json.parse(bad)))
                    .isEqualTo("rejected CUSTOM_ATTRIBUTES_INVALID");
        }
        assertThat(ada().line("s1", "custom_attributes", "{nope")).isEqualTo("rejected CUSTOM_ATTRIBUTES_INVALID");
    }

    @Test
    void an_avatar_url_is_http_and_not_too_long() {
        String most = "https://x/" + "y".repeat(2038);
        assertThat(ada().line("s1", "avatar_url", most)).isEqualTo("unchanged [AVATAR_NOT_STORED]");
        assertThat(ada().line("s1", "avatar_url", most + "y")).isEqualTo("rejected AVATAR_INVALID");
        assertThat(ada().line("s1", "avatar_url", "ftp://x/y")).isEqualTo("rejected AVATAR_INVALID");
    }

    @Test
    void all_failures_of_the_fields_are_reported_together_in_rule_order() {
        assertThat(ada().line(
                                "s1",
                                "avatar_url",
                                "x",
                                "custom_attributes",
                                "x",
                                "phone_number",
                                "x",
                                "email",
                                "x",
                                "name",
                                LONG))
                .isEqualTo("rejected TEXT_INVALID; EMAIL_INVALID; PHONE_INVALID; CUSTOM_ATTRIBUTES_INVALID;"
                        + " AVATAR_INVALID");
        assertThat(ada().line("s1", "name", LONG, "identifier", LONG)).isEqualTo("rejected TEXT_INVALID");
        assertThat(ada().line("s9", "email", "x")).as("before the contact").isEqualTo("rejected EMAIL_INVALID");
    }

    // Blank never erases

    @Test
    void a_blank_cell_keeps_the_current_value() {
        for (String blank : new String[] {null, "", " ", "\u00a0\u2003\u3000\u0085\t\n"}) {
            Scene s = ada();
            assertThat(s.line(
                            "s1",
                            "name",
                            blank,
                            "email",
                            blank,
                            "phone_number",
                            blank,
                            "identifier",
                            blank,
                            "custom_attributes",
                            blank,
                            "additional_attributes.city",
                            blank))
                    .isEqualTo("unchanged");
            assertThat(s.cell(1, "name")).isEqualTo("Ada");
        }
    }

    @Test
    void an_explicit_null_in_custom_attributes_is_a_value_and_a_missing_key_is_left_alone() {
        Scene s = new Scene()
                .contact(1, "custom_attributes", Json.object("{\"a\":1,\"b\":2}"))
                .link(1, "s1");
        assertThat(s.line("s1", "custom_attributes", Json.object("{\"a\":null}")))
                .isEqualTo("updated");
        assertThat(Json.write(s.cell(1, "custom_attributes"))).isEqualTo("{\"a\":null,\"b\":2}");
        Scene none = ada();
        assertThat(none.line("s1", "custom_attributes", Json.object("{\"a\":null}")))
                .isEqualTo("updated");
    }
}

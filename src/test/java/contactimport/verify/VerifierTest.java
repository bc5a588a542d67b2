package contactimport.verify;

import static contactimport.verify.Lines.toB;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Code;
import contactimport.contact.Rules.HmacUse;
import contactimport.contact.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class VerifierTest {

    private static final String HASH = Lines.KEY.sign("u1");
    private static final String SIGNED = "\"identifier\":\"u1\",\"identifier_hash\":\"" + HASH + "\"";
    private static final String TO_A = "{\"inbox_identifier\":\"a\",\"contact_identifier\":\"s1\",";

    @Test
    void a_line_that_passes_says_what_it_asks_for() {
        VerifiedPatch patch = new Lines()
                .patch(
                        "\"identifier\":\" u1 \",\"email\":\" Ada@X \",\"name\":\"\\u2003Ada \",\"phone_number\":\"+4912 \","
                                + "\"custom_attributes\":{\"a\":1},\"additional_attributes\":{\"city\":\" Ulm\"}");
        assertThat(patch.inboxId()).isEqualTo(2);
        assertThat(patch.accountId()).isEqualTo(10);
        assertThat(patch.sourceId()).isEqualTo("s1");
        assertThat(patch.identifier()).isEqualTo(" u1 ");
        assertThat(patch.signed()).isFalse();
        assertThat(patch.email().value().value()).isEqualTo("ada@x");
        assertThat(patch.name().value()).isEqualTo("Ada");
        assertThat(patch.phone().value().value()).isEqualTo("+4912");
        assertThat(patch.custom().members()).containsOnlyKeys("a");
        assertThat(patch.additional().get("city")).isEqualTo(" Ulm");
        assertThat(patch.warnings()).isEmpty();
        assertThat(patch).hasToString("VerifiedPatch[inbox 2]");
    }

    @Test
    void without_trimming_white_space_is_part_of_the_value() {
        assertThat(new Lines().noTrim().patch("\"name\":\" Ada \"").name().value())
                .isEqualTo(" Ada ");
        assertThat(new Lines().noTrim().codes(toB("\"email\":\" a@b\",\"phone_number\":\"+491 \"")))
                .isEqualTo("EMAIL_INVALID; PHONE_INVALID");
    }

    @Test
    void the_first_group_that_fails_is_the_only_one_reported() {
        Lines lines = new Lines().account(11);
        List<String> line = new ArrayList<>(List.of("\"email\":\"x\"", "\"phone_number\":\"x\""));
        assertThat(codes(new Lines(), "b", "s", line)).isEqualTo("EMAIL_INVALID; PHONE_INVALID");
        line.add("\"identifier_hash\":\"00\"");
        assertThat(codes(new Lines(), "b", "s", line)).isEqualTo("HMAC_INVALID");
        assertThat(codes(lines, "b", "s", line)).isEqualTo("OTHER_ACCOUNT");
        assertThat(codes(lines, "z", "s", line)).isEqualTo("INBOX_NOT_FOUND");
        assertThat(codes(lines.inbox("b"), "z", "s", line)).isEqualTo("OTHER_INBOX");
        assertThat(codes(lines, "z", "", line)).isEqualTo("PATH_MISSING");
        line.add("\"identifier\":[]");
        assertThat(codes(lines, "z", "", line)).isEqualTo("FIELD_TYPE");
        line.add("\"nickname\":\"x\"");
        assertThat(codes(lines, "z", "", line)).isEqualTo("UNKNOWN_FIELD");
    }

    private static String codes(Lines lines, String inbox, String sourceId, List<String> members) {
        return lines.codes("{\"inbox_identifier\":\"" + inbox + "\",\"contact_identifier\":\"" + sourceId + "\","
                + String.join(",", members) + "}");
    }

    @Test
    void the_failures_of_the_fields_are_reported_together_in_rule_order() {
        String line = toB("\"avatar_url\":\"x\",\"custom_attributes\":1,\"phone_number\":\"1\",\"email\":\"x\","
                + "\"name\":\"\\u0000\",\"avatar\":[]");
        assertThat(new Lines().codes(line))
                .isEqualTo("FIELD_TYPE; TEXT_INVALID; EMAIL_INVALID; PHONE_INVALID; CUSTOM_ATTRIBUTES_INVALID;"
                        + " AVATAR_INVALID");
        assertThat(new Lines()
                        .verify(line)
                        .<Code>fold(p -> null, reasons -> reasons.get(0).code()))
                .isEqualTo(Code.FIELD_TYPE);
    }

    @Test
    void the_path_names_the_inbox_or_the_operator_does() {
        assertThat(new Lines().sentences("{\"contact_identifier\":\"s\"}"))
                .isEqualTo("inbox_identifier: expected a value, or the inbox by --inbox");
        assertThat(new Lines().inbox("b").codes("{\"contact_identifier\":\"s\"}"))
                .isEmpty();
        assertThat(new Lines().inbox("b").codes(toB(""))).isEmpty();
        assertThat(new Lines().inbox("a").codes(toB(""))).isEqualTo("OTHER_INBOX");
        assertThat(new Lines().inbox("z").codes("{\"contact_identifier\":\"s\"}"))
                .isEqualTo("INBOX_NOT_FOUND");
    }

    @Test
    void the_account_of_the_operator_must_be_the_inboxs() {
        assertThat(new Lines().account(10).codes(toB(""))).isEmpty();
        assertThat(new Lines().account(11).sentences(toB("")))
                .isEqualTo("inbox_identifier: expected an inbox of account 11");
    }

    @Test
    void a_contact_identifier_may_be_blank_if_another_key_can_find_the_contact() {
        String line = "{\"inbox_identifier\":\"b\",\"contact_identifier\":\" \",\"email\":\"a@b\"}";
        assertThat(new Lines().sentences(line))
                .isEqualTo("contact_identifier: expected a value, or another key in --match");
        assertThat(new Lines().match("source-id", "source-id").codes(line)).isEqualTo("PATH_MISSING");
        assertThat(new Lines().match("source-id", "email").verify(line).<String>fold(VerifiedPatch::sourceId, r -> "-"))
                .isNull();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/findable.csv", numLinesToSkip = 1)
    void a_line_needs_a_value_for_one_of_the_match_keys(String keys, String members, String codes, String why) {
        String line = "{\"inbox_identifier\":\"b\"," + members.replace('\'', '"') + "}";
        assertThat(new Lines().match(keys.split(" ")).codes(line)).as(why).isEqualTo(codes == null ? "" : codes);
    }

    @Test
    void a_line_that_nothing_can_find_says_which_keys_were_looked_for_but_only_after_its_fields() {
        Lines lines = new Lines().match("identifier", "custom_attributes.crm");
        assertThat(lines.sentences("{\"inbox_identifier\":\"b\"}"))
                .isEqualTo("expected a value for identifier or custom_attributes.crm");
        assertThat(lines.codes("{\"inbox_identifier\":\"b\",\"email\":\"x\"}")).isEqualTo("EMAIL_INVALID");
    }

    @Test
    void an_identifier_that_is_only_verified_finds_nobody_but_is_kept() {
        Lines lines = new Lines().verifyOnly();
        assertThat(lines.patch("\"identifier\":\"u1\"").identifier()).isEqualTo("u1");
        assertThat(lines.match("identifier", "email").codes("{\"inbox_identifier\":\"b\",\"identifier\":\"u1\"}"))
                .isEqualTo("PATH_MISSING");
    }

    @Test
    void a_hash_is_checked_under_the_policy_of_the_inbox() {
        Lines lines = new Lines();
        assertThat(lines.codes(toB(""))).isEmpty();
        assertThat(lines.sentences(TO_A + "\"identifier\":\"u1\"}"))
                .isEqualTo("identifier_hash: expected a hash: the inbox or --hmac demands one");
        assertThat(lines.codes(TO_A + SIGNED + "}")).isEmpty();
        assertThat(signed(lines, TO_A + SIGNED + "}")).isTrue();
        assertThat(lines.codes(toB(SIGNED)))
                .as("signed under another inbox's token")
                .isEqualTo("HMAC_INVALID");
        assertThat(lines.codes(toB(SIGNED).replace("\"b\"", "\"c\"")))
                .as("the inbox has no token")
                .isEqualTo("HMAC_INVALID");
    }

    @Test
    void a_hash_is_64_lower_case_digits_of_the_identifier_exactly_as_given() {
        Lines lines = new Lines();
        assertThat(Stream.of(
                                HASH.toUpperCase(java.util.Locale.ROOT),
                                HASH.substring(1),
                                HASH.substring(0, 63),
                                HASH + "0",
                                " " + HASH,
                                Lines.KEY.sign("u1 "))
                        .map(hash -> lines.codes(TO_A + "\"identifier\":\"u1\",\"identifier_hash\":\"" + hash + "\"}")))
                .containsOnly("HMAC_INVALID");
        assertThat(lines.codes(TO_A + "\"identifier\":42,\"identifier_hash\":\"" + Lines.KEY.sign("42") + "\"}"))
                .isEmpty();
    }

    @Test
    void the_hash_of_the_empty_text_signs_a_line_without_identifier() {
        String hash = "\"identifier_hash\":\"" + Lines.KEY.sign("") + "\"}";
        for (String none : List.of("", "\"identifier\":null,", "\"identifier\":\"\",")) {
            assertThat(signed(new Lines(), TO_A + none + hash)).isTrue();
        }
    }

    @Test
    void an_identifier_of_white_space_is_signed_as_given_and_is_none() {
        String line = TO_A + "\"identifier\":\" \\u2003\",\"identifier_hash\":\"";
        assertThat(signed(new Lines(), line + Lines.KEY.sign(" \u2003") + "\"}"))
                .isTrue();
        assertThat(new Lines().codes(line + Lines.KEY.sign("") + "\"}")).isEqualTo("HMAC_INVALID");
        assertThat(new Lines()
                        .verify(line + Lines.KEY.sign(" \u2003") + "\"}")
                        .<String>fold(VerifiedPatch::identifier, r -> "-"))
                .isNull();
    }

    @Test
    void a_migration_looks_at_no_hash_and_a_strict_run_demands_one_of_every_line() {
        String wrong = TO_A + "\"identifier\":\"u1\",\"identifier_hash\":\"00\"}";
        assertThat(signed(new Lines().hmac(HmacUse.SKIP), wrong)).isFalse();
        assertThat(signed(new Lines().hmac(HmacUse.SKIP), TO_A + SIGNED + "}")).isFalse();
        assertThat(new Lines().hmac(HmacUse.SKIP).codes(TO_A + "\"name\":\"x\"}"))
                .isEmpty();
        assertThat(new Lines().hmac(HmacUse.REQUIRE).codes(toB(""))).isEqualTo("HMAC_REQUIRED");
        assertThat(new Lines().hmac(HmacUse.REQUIRE).codes(wrong)).isEqualTo("HMAC_INVALID");
        assertThat(signed(new Lines().hmac(HmacUse.REQUIRE), TO_A + SIGNED + "}"))
                .isTrue();
    }

    private static boolean signed(Lines lines, String line) {
        return lines.verify(line).fold(VerifiedPatch::signed, reasons -> {
            throw new AssertionError(reasons);
        });
    }

    @Test
    void identifiers_are_texts_that_a_column_can_hold() {
        String long255 = "😀".repeat(255);
        VerifiedPatch patch = new Lines().patch("\"identifier\":\"" + long255 + "\"");
        assertThat(patch.identifier()).isEqualTo(long255);
        assertThat(new Lines().codes(toB("\"identifier\":\"" + long255 + "x\"")))
                .isEqualTo("TEXT_INVALID");
        assertThat(new Lines().sentences("{\"inbox_identifier\":\"b\",\"contact_identifier\":\"\\ud800\"}"))
                .isEqualTo("contact_identifier: expected no half surrogate pair");
        assertThat(new Lines().codes(toB("\"avatar\":\"\\u0000\""))).isEqualTo("TEXT_INVALID");
    }

    @Test
    void a_picture_that_is_not_stored_is_a_warning() {
        assertThat(new Lines()
                        .patch("\"avatar\":\"a.png\",\"avatar_url\":\"https://x/a.png\"")
                        .warnings())
                .extracting(Warning::field)
                .containsExactly("avatar_url", "avatar");
        assertThat(new Lines().patch("\"avatar\":\" \"").warnings()).isEmpty();
    }
}

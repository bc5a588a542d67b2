package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.Checked;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.WritePolicy;
import contactimport.source.FileFault;
import contactimport.source.Header;
import contactimport.source.Json;
import contactimport.source.SourceRecord;
import contactimport.source.SourceRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a mapping makes of one line. */
class MappedColumnsTest {

    private static final DeriveKey KEY = new DeriveKey("k".repeat(32));

    @Test
    void columns_are_joined_and_the_first_that_is_not_blank_is_taken() {
        String mapping = "{name: {first: [Full, {join: [First, Last]}]}, phone_number: {first: [Mobile, Phone]}}";
        assertThat(text(mapping, TextField.NAME, "First,Last,Full,Mobile,Phone", "Ada", "Lovelace", "", "", ""))
                .isEqualTo("Ada Lovelace");
        assertThat(text(mapping, TextField.NAME, "First,Last,Full,Mobile,Phone", "Ada", " ", "", "", ""))
                .isEqualTo("Ada");
        assertThat(text(mapping, TextField.NAME, "First,Last,Full,Mobile,Phone", "Ada", "L", "Countess", "", ""))
                .isEqualTo("Countess");
        assertThat(text(mapping, TextField.PHONE_NUMBER, "First,Last,Full,Mobile,Phone", "", "", "", "+12", "+34"))
                .isEqualTo("+12");
        assertThat(text(mapping, TextField.PHONE_NUMBER, "First,Last,Full,Mobile,Phone", "", "", "", "", "+34"))
                .isEqualTo("+34");
        assertThat(text(mapping, TextField.NAME, "First,Last,Full,Mobile,Phone", "", "", "", "+1", ""))
                .isNull();
    }

    @Test
    void a_header_is_matched_by_its_exact_case_first_and_the_first_of_equals() {
        assertThat(text("{email: Email}\nignore: [email]", TextField.EMAIL, "email,Email,Email ", "c@d", "a@b", "e@f"))
                .isEqualTo("a@b");
        assertThat(text("{email: EMAIL}", TextField.EMAIL, "Email", "a@b")).isEqualTo("a@b");
    }

    @Test
    void a_column_of_our_own_name_keeps_its_meaning_unless_the_mapping_fills_that_field() {
        assertThat(text("{email: Mail}", TextField.CONTACT_IDENTIFIER, "Mail,contact_identifier", "a@b", "s-1"))
                .isEqualTo("s-1");
        assertThat(text("{email: Mail}\nother: ignore", TextField.EMAIL, "Mail,email", "a@b", "c@d"))
                .isEqualTo("a@b");
    }

    @Test
    void values_are_mapped_and_typed() {
        String mapping = """
                {custom_attributes.tier: {column: T, values: {A: gold, B: ''}},
                 custom_attributes.n: {column: N, type: number}, custom_attributes.b: {column: B, type: boolean},
                 custom_attributes.d: {column: D, type: date, format: dd/MM/yyyy HH:mm},
                 custom_attributes.l: {column: L, type: list}}""";
        assertThat(custom(mapping, "T,N,B,D,L", "A", "7.50", "Yes", "05/11/2026 13:45", "a; b ;;c"))
                .isEqualTo("{\"tier\":\"gold\",\"n\":7.50,\"b\":true,\"d\":\"2026-11-05\",\"l\":[\"a\",\"b\",\"c\"]}");
        assertThat(custom(mapping, "T,N,B,D,L", "B", "", "", "", "")).isEqualTo("{}");
        assertThat(custom(mapping, "T,N,B,D,L", "C", "", "0", "", "")).isEqualTo("{\"tier\":\"C\",\"b\":false}");
        ContactPatch bad = patch(mapping, "T,N,B,D,L", "A", "seven", "perhaps", "31/02/2026 00:00", "a");
        assertThat(bad.faults())
                .extracting(Reason::sentence)
                .containsExactly(
                        "custom_attributes.n: expected a number such as -12.5",
                        "custom_attributes.b: expected yes or no, true or false, 1 or 0",
                        "custom_attributes.d: expected a date of the form dd/MM/yyyy HH:mm");
    }

    @Test
    void an_invalid_value_is_dropped_or_moved_if_the_mapping_says_so_and_always_warned_of() {
        ContactPatch patch = patch(
                "{custom_attributes.n: {column: N, type: number, on-invalid: 'attribute:n_as_given'},"
                        + " custom_attributes.d: {column: D, type: date, on-invalid: drop}}",
                "N,D",
                "seven",
                "soon");
        assertThat(patch.faults()).isEmpty();
        assertThat(Json.write(patch.custom().members())).isEqualTo("{\"n_as_given\":\"seven\"}");
        assertThat(patch.warnings())
                .extracting(w -> w.code() + " " + w.field() + ": " + w.detail())
                .containsExactly(
                        "VALUE_MOVED custom_attributes.n: ATTRIBUTE_TYPE: expected a number such as -12.5,"
                                + " stored in custom_attributes.n_as_given",
                        "VALUE_DROPPED custom_attributes.d: ATTRIBUTE_TYPE: expected a date of the form uuuu-MM-dd");
    }

    @Test
    void of_several_values_in_a_cell_the_first_is_taken_with_a_warning() {
        ContactPatch patch = patch("{email: {column: M, split: ' ::: '}}", "M", "a@b ::: c@d");
        assertThat(patch.text(TextField.EMAIL)).isEqualTo("a@b");
        assertThat(patch.warnings())
                .extracting(w -> w.code() + " " + w.field())
                .containsExactly("FIRST_OF_SEVERAL email");
    }

    @Test
    void a_derived_source_id_is_the_same_on_every_pass_and_another_under_another_key_or_source() {
        String id = text("{contact_identifier: derive(Id)}", TextField.CONTACT_IDENTIFIER, "Id", "101");
        assertThat(id).matches("[\\w-]{43}");
        assertThat(text("{contact_identifier: derive(Id)}", TextField.CONTACT_IDENTIFIER, "Id", " 101 "))
                .isEqualTo(id);
        assertThat(text("{contact_identifier: derive(Id)}\nsource: x", TextField.CONTACT_IDENTIFIER, "Id", "101"))
                .isNotEqualTo(id);
        assertThat(new DeriveKey("l".repeat(32)).sourceId("crm", "101")).isNotEqualTo(id);
        assertThat(KEY.sourceId("crm", "101")).isEqualTo(id);
        assertThat(KEY.toString() + KEY.fingerprint()).doesNotContain("kkk");
        assertThatThrownBy(() -> bound("{contact_identifier: derive(Id)}", null, "Id"))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("--derive-key-file");
    }

    @Test
    void a_line_that_the_mapping_does_not_take_is_rejected_and_says_why() {
        Checked<ContactPatch> patch = checked("{email: M}\nonly: {Role: [end-user, '']}", "M,Role", "a@b", "agent");
        assertThat(patch.<String>fold(p -> "", Reason::codes)).isEqualTo("EXCLUDED");
        assertThat(patch.<String>fold(p -> "", Reason::sentences)).isEqualTo("Role: expected end-user or nothing");
        assertThat(text("{email: M}\nonly: {Role: [end-user, '']}", TextField.EMAIL, "M,Role", "a@b", "End-User "))
                .isEqualTo("a@b");
    }

    @Test
    void a_token_clears_what_can_be_cleared() {
        MappingChoice choice = new MappingChoice(null, null, "#N/A");
        ColumnMapping own = ColumnMapping.of(
                new Header(
                        "f",
                        1,
                        List.of(
                                "inbox_identifier",
                                "contact_identifier",
                                "email",
                                "custom_attributes",
                                "custom_attributes.a",
                                "additional_attributes.city")),
                Rules.defaults(Rules.Mode.UPDATE),
                choice);
        ContactPatch patch = own.from(row("i", "s", " #N/A ", "{\"a\":1,\"b\":\"#N/A\"}", "#N/A", "#N/A"))
                .fold(p -> p, r -> {
                    throw new AssertionError(r);
                });
        assertThat(patch.cleared())
                .containsExactlyInAnyOrder(
                        "email", "custom_attributes.a", "custom_attributes.b", "additional_attributes.city");
        assertThat(patch.custom().isEmpty()).isTrue();
        assertThat(own.from(row("i", "#N/A", "", "", "", "")).<String>fold(p -> "", Reason::codes))
                .isEqualTo("CLEAR_REFUSED");
        assertThat(own.from(row("i", "s", "", "#N/A", "", "")).<String>fold(p -> "", Reason::sentences))
                .isEqualTo("custom_attributes: it cannot be cleared");
    }

    @Test
    void a_column_has_a_token_of_its_own_and_a_policy_forbids_it() {
        String mapping = "{email: {column: M, clear: '-'}, name: {column: N, policy: fill-if-blank}}";
        ColumnMapping bound = ColumnMapping.of(
                new Header("f", 1, List.of("M", "N", "contact_identifier")),
                rules(),
                new MappingChoice(mapping(mapping), KEY, "#N/A"));
        assertThat(bound.from(row("-", "", "s"))
                        .<Object>fold(ContactPatch::cleared, r -> r)
                        .toString())
                .isEqualTo("[email]");
        assertThat(bound.from(row("#N/A", "", "s")).<String>fold(p -> "" + p.text(TextField.EMAIL), r -> "" + r))
                .isEqualTo("#N/A");
        assertThat(bound.from(row("", "#N/A", "s")).<String>fold(p -> "", Reason::sentences))
                .isEqualTo("name: it cannot be cleared: its policy is fill-if-blank");
    }

    @Test
    void members_of_json_lines_are_columns_too() {
        ColumnMapping bound = ColumnMapping.of(
                new Header("f.jsonl", 0, List.of()),
                rules(),
                new MappingChoice(
                        mapping("{name: {join: [first, last]}, custom_attributes.x: x, email: mail}\nignore: [o*]"),
                        KEY,
                        null));
        Checked<ContactPatch> patch = bound.from(
                new SourceRow(
                        1,
                        1,
                        new byte[0],
                        Checked.passed(
                                new SourceRecord.Members(
                                        Json.readObject(
                                                "{\"first\":\"Ada\",\"last\":7,\"x\":{\"y\":[1]},\"other\":1,\"contact_identifier\":\"s\"}")))));
        assertThat(patch.<String>fold(p -> p.text(TextField.NAME) + p.text(TextField.CONTACT_IDENTIFIER), r -> "" + r))
                .isEqualTo("Ada 7s");
        assertThat(patch.<String>fold(p -> Json.write(p.custom().members()), r -> "" + r))
                .isEqualTo("{\"x\":{\"y\":[1]}}");
        Checked<ContactPatch> strange = bound.from(new SourceRow(
                1, 1, new byte[0], Checked.passed(new SourceRecord.Members(Json.readObject("{\"zip\":1}")))));
        assertThat(strange.<String>fold(p -> "", Reason::codes)).isEqualTo("UNKNOWN_FIELD");
    }

    @Test
    void a_file_that_does_not_fit_the_mapping_is_refused_with_the_column() {
        assertThatThrownBy(() -> bound("{email: E-Mail}", KEY, "E-Mial,contact_identifier"))
                .hasMessage("f.csv, line 1: mapping crm fills email from a column \"E-Mail\", which is not there:"
                        + " did you mean \"E-Mial\"?");
        assertThatThrownBy(() -> bound("{email: Mail}", KEY, "Mail,Zip,contact_identifier"))
                .hasMessage("f.csv, line 1: column 2 \"Zip\" is neither used nor ignored by mapping crm: name it there"
                        + " under fields or under ignore.");
        assertThatThrownBy(() -> bound("{email: Mail}\nother: ignore", KEY, "Mail,Zip"))
                .hasMessageContaining("there is no column contact_identifier");
        assertThatThrownBy(() -> bound("{phone_number: {column: P, country: Land}}", KEY, "P,contact_identifier"))
                .hasMessageContaining("from a column \"Land\", which is not there");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/mapped-lines.csv", numLinesToSkip = 1)
    void a_json_line_becomes_a_patch(
            @org.jspecify.annotations.Nullable String mapping, String line, String expected, String why) {
        ColumnMapping bound = ColumnMapping.of(
                new Header("f.jsonl", 0, List.of()),
                rules(),
                new MappingChoice(mapping == null ? null : mapping(mapping.replace("\\n", "\n")), KEY, "#N/A"));
        assertThat(bound.from(line(line)).<String>fold(MappedColumnsTest::summary, MappedColumnsTest::refusal))
                .as(why)
                .isEqualTo(expected);
    }

    private static String summary(ContactPatch patch) {
        Map<String, Object> said = new TreeMap<>();
        for (TextField field : TextField.values()) {
            String text = patch.text(field);
            if (text != null) {
                said.put(field.label(), text);
            }
        }
        if (!patch.custom().isEmpty()) {
            said.put("custom", patch.custom().members());
        }
        if (!patch.additional().isEmpty()) {
            said.put("additional", patch.additional().members());
        }
        patch.cleared().forEach(label -> said.put(label, "(cleared)"));
        patch.warnings().forEach(warning -> said.put("warned", warning.code() + ": " + warning.detail()));
        patch.faults().forEach(reason -> said.put("fault", reason.code() + ": " + reason.sentence()));
        if (patch.phoneRegion() != null) {
            said.put("region", patch.phoneRegion());
        }
        if (patch.text(TextField.IDENTIFIER) == null && !patch.signedText().isEmpty()) {
            said.put("signed", patch.signedText());
        }
        return Json.write(said);
    }

    private static String refusal(List<Reason> reasons) {
        return Reason.codes(reasons) + " " + Reason.sentences(reasons);
    }

    @Test
    void a_column_that_may_be_missing_is_blank_on_every_line() {
        String mapping = "{name: {join: [First, Last]}, phone_number: {column: P, country: Land}}\nmissing: allow"
                + "\nonly: {Role: [agent, '']}";
        ContactPatch patch = patch(mapping, "Last,P,contact_identifier", "Lovelace", "030 1", "s");
        assertThat(patch.text(TextField.NAME)).isEqualTo("Lovelace");
        assertThat(patch.text(TextField.PHONE_NUMBER)).isEqualTo("030 1");
        assertThat(patch.phoneRegion()).isNull();
    }

    @Test
    void what_a_mapping_says_of_single_fields_goes_with_the_patch() {
        Treatment treatment = patch(
                        "{name: {column: N, policy: never}, email: {column: M, on-invalid: drop},"
                                + " contact_identifier: derive(Id)}",
                        "N,M,Id",
                        "Ada",
                        "a@b",
                        "1")
                .treatment();
        assertThat(treatment.policies()).containsExactly(Map.entry("name", WritePolicy.NEVER));
        assertThat(treatment.onInvalid("email")).isEqualTo(OnInvalid.DROP);
        assertThat(treatment.onInvalid("name")).isEqualTo(OnInvalid.REJECT);
        assertThat(patch("{email: M}", "M", "a@b").treatment()).isSameAs(Treatment.NONE);
    }

    @Test
    void an_identifier_that_is_only_verified_cannot_be_cleared() {
        Rules d = rules();
        Header header = new Header("f.csv", 1, List.of("contact_identifier", "identifier"));
        MappingChoice choice = new MappingChoice(null, null, "-");
        for (Rules.IdentifierUse use : Rules.IdentifierUse.values()) {
            Rules rules =
                    new Rules(d.mode(), d.match(), d.onConflict(), use, d.hmac(), d.hmacBind(), d.trim(), "box", null);
            assertThat(ColumnMapping.of(header, rules, choice)
                            .from(row("s", "-"))
                            .<String>fold(p -> p.cleared().toString(), MappedColumnsTest::refusal))
                    .isEqualTo(
                            use == Rules.IdentifierUse.ASSIGN
                                    ? "[identifier]"
                                    : "CLEAR_REFUSED identifier: with --identifier verify-only it cannot be cleared");
        }
    }

    @Test
    void a_token_of_its_own_needs_none_of_the_run() {
        String mapping = "{email: {column: M, clear: '-'}, phone_number: P}";
        assertThat(patch(mapping, "M,P", " - ", "-").cleared()).containsExactly("email");
        assertThat(patch(mapping, "M,P", " - ", "-").text(TextField.PHONE_NUMBER))
                .isEqualTo("-");
    }

    @Test
    void a_key_that_can_be_guessed_is_refused() {
        assertThatThrownBy(() -> new DeriveKey("k".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key to derive source ids has at least 32 characters");
        assertThat(KEY).hasToString("DeriveKey[redacted]");
    }

    private static SourceRow line(String json) {
        return new SourceRow(1, 1, new byte[0], Checked.passed(new SourceRecord.Members(Json.readObject(json))));
    }

    private static Rules rules() {
        Rules d = Rules.defaults(Rules.Mode.UPSERT);
        return new Rules(
                d.mode(), d.match(), d.onConflict(), d.identifier(), d.hmac(), d.hmacBind(), d.trim(), "box", null);
    }

    private static Mapping mapping(String fields) {
        return MappingFile.parse("crm.yml", "crm", "fields: " + fields);
    }

    private static ColumnMapping bound(
            String mapping, @org.jspecify.annotations.Nullable DeriveKey key, String header) {
        Rules source = Rules.defaults(Rules.Mode.UPDATE);
        Rules rules = mapping.contains("derive") || header.contains("contact_identifier") || header.contains("Zip")
                ? new Rules(
                        source.mode(),
                        source.match(),
                        source.onConflict(),
                        source.identifier(),
                        source.hmac(),
                        source.hmacBind(),
                        source.trim(),
                        "box",
                        null)
                : new Rules(
                        source.mode(),
                        List.of(
                                contactimport.contact.MatchKey.EMAIL,
                                contactimport.contact.MatchKey.PHONE,
                                contactimport.contact.MatchKey.parse("custom_attributes.n"),
                                contactimport.contact.MatchKey.parse("custom_attributes.tier")),
                        source.onConflict(),
                        source.identifier(),
                        source.hmac(),
                        source.hmacBind(),
                        source.trim(),
                        "box",
                        null);
        return ColumnMapping.of(
                new Header("f.csv", 1, List.of(header.split(",", -1))),
                rules,
                new MappingChoice(mapping(mapping), key, null));
    }

    private static Checked<ContactPatch> checked(String mapping, String header, String... cells) {
        return bound(mapping, KEY, header).from(row(cells));
    }

    private static ContactPatch patch(String mapping, String header, String... cells) {
        return checked(mapping, header, cells).fold(p -> p, r -> {
            throw new AssertionError(r.toString());
        });
    }

    private static @org.jspecify.annotations.Nullable String text(
            String mapping, TextField field, String header, String... cells) {
        return patch(mapping, header, cells).text(field);
    }

    private static String custom(String mapping, String header, String... cells) {
        return Json.write(patch(mapping, header, cells).custom().members());
    }

    private static SourceRow row(String... cells) {
        return new SourceRow(1, 2, new byte[0], Checked.passed(new SourceRecord.Cells(List.of(cells))));
    }
}

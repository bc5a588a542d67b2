package contactimport.patch;

import static contactimport.patch.TextField.*;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.source.Header;
import contactimport.source.SourceRecord.Cells;
import contactimport.source.SourceRow;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

    private static final List<String> PATH = List.of("inbox_identifier", "contact_identifier");

    @Test
    void every_column_finds_its_field_whatever_the_order() {
        ContactPatch patch = patch(
                List.of(
                        "avatar",
                        "avatar_url",
                        "phone_number",
                        "name",
                        "email",
                        "identifier_hash",
                        "identifier",
                        "contact_identifier",
                        "inbox_identifier"),
                "1",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "9");
        assertThat(Arrays.stream(TextField.values()).map(patch::text))
                .containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void names_match_trimmed_and_in_any_case() {
        ContactPatch patch = patch(
                List.of(
                        " Inbox_Identifier",
                        "CONTACT_IDENTIFIER\u00a0",
                        "Additional_Attributes.CITY",
                        "Custom_Attributes"),
                "i",
                "c",
                "Ulm",
                "{\"a\":1}");
        assertThat(patch.text(INBOX_IDENTIFIER)).isEqualTo("i");
        assertThat(patch.text(CONTACT_IDENTIFIER)).isEqualTo("c");
        assertThat(patch.additional().members()).containsExactly(java.util.Map.entry("city", "Ulm"));
        assertThat(patch.custom().get("a")).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void the_case_of_an_attributes_own_key_counts() {
        ContactPatch patch = patch(
                List.of("inbox_identifier", "contact_identifier", "Custom_Attributes.Plan", "custom_attributes.plan"),
                "i",
                "c",
                "A",
                "b");
        assertThat(patch.custom().get("Plan")).isEqualTo("A");
        assertThat(patch.custom().get("plan")).isEqualTo("b");
    }

    @Test
    void texts_stand_as_in_the_file_and_blank_ones_are_absent() {
        ContactPatch patch =
                patch(List.of("inbox_identifier", "contact_identifier", "name", "email"), " i ", "\u2003", "", " e");
        assertThat(patch.text(INBOX_IDENTIFIER)).isEqualTo(" i ");
        assertThat(patch.text(CONTACT_IDENTIFIER)).isNull();
        assertThat(patch.text(NAME)).isNull();
        assertThat(patch.text(EMAIL)).isEqualTo(" e");
        assertThat(patch.text(AVATAR)).isNull();
    }

    @Test
    void attribute_columns_are_texts_as_they_are_and_a_blank_one_leaves_its_key_alone() {
        ContactPatch patch = withPath(
                List.of("custom_attributes.a", "custom_attributes.b", "custom_attributes.c.d"), " 1 ", " ", "true");
        assertThat(patch.custom().members()).isEqualTo(java.util.Map.of("a", " 1 ", "c.d", "true"));
    }

    @Test
    void a_single_column_wins_over_the_same_key_of_the_object_even_where_it_stands_first() {
        ContactPatch patch = withPath(
                List.of("custom_attributes.a", "custom_attributes", "custom_attributes.b"),
                "one",
                "{\"a\":{\"x\":1},\"b\":2,\"c\":null}",
                " ");
        assertThat(patch.custom().get("a")).isEqualTo("one");
        assertThat(patch.custom().get("b")).isEqualTo(BigDecimal.valueOf(2));
        assertThat(patch.custom().has("c")).isTrue();
    }

    @Test
    void an_object_cell_that_is_blank_or_null_says_nothing() {
        assertThat(withPath(List.of("custom_attributes"), " ").custom().isEmpty())
                .isTrue();
        assertThat(withPath(List.of("custom_attributes"), "null").custom().isEmpty())
                .isTrue();
        assertThat(withPath(List.of("custom_attributes"), "null").faults()).isEmpty();
    }

    @Test
    void an_object_cell_that_is_no_object_is_a_fault_of_the_field() {
        assertFault("{\"a\":", "custom_attributes: invalid JSON at column 6");
        assertFault("[1]", "custom_attributes: expected a JSON object");
        assertFault("\"x\"", "custom_attributes: expected a JSON object");
        assertFault(
                "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}",
                "custom_attributes: expected at most 500 levels of nesting");
    }

    private static void assertFault(String cell, String sentence) {
        List<Reason> faults = withPath(List.of("custom_attributes"), cell).faults();
        assertThat(Reason.codes(faults)).isEqualTo("CUSTOM_ATTRIBUTES_INVALID");
        assertThat(Reason.sentences(faults)).isEqualTo(sentence);
    }

    @Test
    void the_four_additional_attributes_have_columns() {
        ContactPatch patch = withPath(
                List.of(
                        "additional_attributes.city",
                        "additional_attributes.country",
                        "additional_attributes.company_name",
                        "additional_attributes.description"),
                " Ulm",
                "",
                "ACME",
                "big");
        assertThat(patch.additional().members())
                .isEqualTo(java.util.Map.of("city", " Ulm", "company_name", "ACME", "description", "big"));
    }

    @Test
    void the_columns_of_a_reject_file_are_ignored_even_twice() {
        ContactPatch patch = withPath(
                List.of("_import_run", "_import_line", "_import_code", "_import_reason", "_Import_Line"),
                "r",
                "2",
                "EMAIL_INVALID",
                "x",
                "3");
        assertThat(patch).hasToString("ContactPatch[INBOX_IDENTIFIER, CONTACT_IDENTIFIER]");
    }

    @Test
    void a_row_that_cannot_be_read_stays_so() {
        Checked<ContactPatch> patch = ColumnMapping.of(new Header("f", 1, PATH), Rules.defaults(Rules.Mode.UPDATE))
                .from(new SourceRow(1, 2, new byte[0], Checked.failed(Reason.of(Code.CELL_COUNT, "why"))));
        assertThat(patch).isEqualTo(Checked.failed(Reason.of(Code.CELL_COUNT, "why")));
    }

    @Test
    void a_field_has_the_place_of_its_column() {
        ColumnMapping columns = ColumnMapping.of(new Header("f.csv", 1, List.of("identifier", "name", "Email")));
        assertThat(columns.column(IDENTIFIER)).isZero();
        assertThat(columns.column(EMAIL)).isEqualTo(2);
        assertThat(columns.column(IDENTIFIER_HASH)).isEqualTo(-1);
        assertThat(ColumnMapping.of(new Header("f.jsonl", 0, List.of())).column(IDENTIFIER))
                .isEqualTo(-1);
    }

    @Test
    void a_blank_identifier_is_none_but_its_text_is_what_was_signed() {
        assertThat(withPath(List.of("identifier"), " ").text(IDENTIFIER)).isNull();
        assertThat(withPath(List.of("identifier"), " ").signedText()).isEqualTo(" ");
        assertThat(withPath(List.of("identifier"), " u ").signedText()).isEqualTo(" u ");
        assertThat(withPath(List.of("name"), " ").signedText()).isEmpty();
    }

    private static ContactPatch withPath(List<String> names, String... cells) {
        List<String> allNames = new java.util.ArrayList<>(PATH);
        allNames.addAll(names);
        List<String> allCells = new java.util.ArrayList<>(List.of("i", "c"));
        allCells.addAll(Arrays.asList(cells));
        return patch(allNames, allCells.toArray(String[]::new));
    }

    private static ContactPatch patch(List<String> names, String... cells) {
        SourceRow row = new SourceRow(1, 2, new byte[0], Checked.passed(new Cells(List.of(cells))));
        return ColumnMapping.of(new Header("f.csv", 1, names), Rules.defaults(Rules.Mode.UPDATE))
                .from(row)
                .fold(patch -> patch, reasons -> {
                    throw new AssertionError(Reason.sentences(reasons));
                });
    }
}

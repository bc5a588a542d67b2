package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.WarningCode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    private static final Definition TEXT = new Definition(Definition.Type.TEXT, List.of(), null);

    private final Definitions warning = new Definitions(Map.of(10L, Map.of("tier", TEXT)), true);

    @Test
    void a_definition_holds_for_its_account_and_its_key() {
        assertThat(warning.has(10)).isTrue();
        assertThat(warning.has(11)).isFalse();
        assertThat(warning.of(10, "tier")).isSameAs(TEXT);
        assertThat(warning.of(10, "level")).isNull();
        assertThat(warning.of(11, "tier")).isNull();
        assertThat(Definitions.none().has(10)).isFalse();
    }

    @Test
    void a_key_that_is_not_defined_is_warned_of_once_a_run_and_account() {
        assertThat(warning.warning(10, "tier")).isNull();
        var unknown = warning.warning(10, "level");
        assertThat(unknown.code()).isEqualTo(WarningCode.ATTRIBUTE_UNKNOWN);
        assertThat(unknown.field()).isEqualTo("custom_attributes.level");
        assertThat(unknown.detail()).isEqualTo("account 10 has no definition of it; --define-attributes makes one");
        assertThat(warning.warning(10, "level")).as("said already").isNull();
        assertThat(warning.warning(10, "grade")).as("another key").isNotNull();
    }

    @Test
    void an_account_without_definitions_and_a_run_that_makes_them_do_not_warn_of_unknown_keys() {
        assertThat(warning.warning(11, "level")).isNull();
        assertThat(new Definitions(Map.of(10L, Map.of("tier", TEXT)), false).warning(10, "level"))
                .isNull();
    }

    @Test
    void a_reserved_key_is_warned_of_once_whatever_is_defined() {
        Definitions none = Definitions.none();
        assertThat(none.warning(10, "city").code()).isEqualTo(WarningCode.ATTRIBUTE_RESERVED);
        assertThat(none.warning(10, "city")).as("said already").isNull();
        assertThat(none.warning(11, "city")).as("another account").isNotNull();
    }

    @Test
    void what_is_expected_is_the_type_or_the_form_that_a_pattern_demands() {
        assertThat(TEXT.expected()).isEqualTo("a text");
        assertThat(new Definition(Definition.Type.TEXT, List.of(), Pattern.compile("^a$")).expected())
                .isEqualTo("a text of the form that the platform demands");
    }
}

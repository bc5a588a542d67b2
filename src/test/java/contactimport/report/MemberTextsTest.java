package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.source.JsonMembers;
import contactimport.store.Utf8;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTextsTest {

    private static final List<String> VALUES = List.of(
            "null",
            "-1.50e10",
            "true",
            "\"\"",
            "\"a \\\" } , \\\\\"",
            "\"\\\\\"",
            "\"Zoë 🎈\"",
            "[]",
            "[1, \"]\", {\"a\": [2]}]",
            "{}",
            "{\"}\": {\"name\": \"{\"}}");

    private static final List<String> NAMES =
            List.of("name", "email", "label_list", "link", "", "Zoë", "{", "a b", "é\\n");
    private static final List<String> SPACES = List.of("", " ", "\n\t ");

    @Test
    void they_are_those_that_the_parser_finds() {
        Random random = new Random(4711);
        for (int i = 0; i < 2_000; i++) {
            same(object(random));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"name\":1,\"name\":2}",
                "{\"x\":1,\"y\":2,\"x\":[3]}",
                "{\"n\\u0061me\":1,\"name\":2}"
            })
    void so_are_those_of(String object) {
        same(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "\"name\"", "null"})
    void only_an_object_has_any(String json) {
        assertThatThrownBy(() -> MemberTexts.of(Utf8.of(json))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothing_has_none() {
        MemberTexts members = MemberTexts.of(null);
        assertThat(members.others()).isEmpty();
        assertThat(members.field(0)).isNull();
    }

    private static void same(String object) {
        Map<String, String> expected = JsonMembers.of(object).orElseThrow().values();
        MemberTexts members = MemberTexts.of(Utf8.of(object));
        for (int place = 0; place < UpdatedLine.CONTACT_FIELDS.size(); place++) {
            Utf8 value = members.field(place);
            assertThat(value == null ? null : value.text())
                    .as(object)
                    .isEqualTo(expected.remove(UpdatedLine.CONTACT_FIELDS.get(place)));
        }
        Map<String, String> quoted = new LinkedHashMap<>();
        expected.forEach((name, value) -> quoted.put(JsonText.quoted(name), value));
        Map<String, String> others = new LinkedHashMap<>();
        members.others().forEach((name, value) -> others.put('"' + name.text() + '"', value.text()));
        assertThat(others.entrySet()).as(object).containsExactlyElementsOf(quoted.entrySet());
    }

    private static String object(Random random) {
        StringBuilder object = new StringBuilder(any(SPACES, random)).append('{');
        int members = random.nextInt(6);
        for (int i = 0; i < members; i++) {
            object.append(i == 0 ? "" : ",")
                    .append(any(SPACES, random))
                    .append('"')
                    .append(any(NAMES, random))
                    .append('"')
                    .append(any(SPACES, random))
                    .append(':')
                    .append(any(SPACES, random))
                    .append(any(VALUES, random))
                    .append(any(SPACES, random));
        }
        return object.append('}').append(any(SPACES, random)).toString();
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}

package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Format;
import contactimport.source.ReadAs;
import contactimport.store.LedgerReader.Written;
import org.junit.jupiter.api.Test;

class UpdatedLineTest {

    @Test
    void changes_are_pairs_and_the_contact_has_every_field_in_the_endpoints_order() {
        String record =
                "{\"name\": \"Ada L.\", \"id\": 7, \"custom_attributes\": {\"n\": 1.00, \"b\": 1e2}, \"other\": 1}";
        Written line = new Written(
                2, "updated", "{\"name\": \"Ada\", \"link\": null}", "{\"link\": 9, \"name\": \"Ada L.\"}", record);
        assertThat(text(line)).isEqualTo("""
                        {"line":2,"outcome":"updated","changes":{"name":["Ada","Ada L."],"link":[null,9]},"contact":{"id":7,\
                        "name":"Ada L.","email":null,"phone_number":null,"identifier":null,"blocked":null,\
                        "additional_attributes":null,"custom_attributes":{"n": 1.00, "b": 1e2},"contact_type":null,\
                        "country_code":null,"last_activity_at":null,"created_at":null,"updated_at":null,"last_name":null,\
                        "middle_name":null,"location":null,"account_id":null,"company_id":null,"label_list":null}}""");
    }

    @Test
    void a_created_contact_had_nothing_before() {
        Written line = new Written(3, "created", null, "{\"email\": \"a@b\"}", "{}");
        assertThat(text(line))
                .startsWith(
                        "{\"line\":3,\"outcome\":\"created\",\"changes\":{\"email\":[null,\"a@b\"]},\"contact\":{\"id\":null,");
    }

    @Test
    void a_value_that_went_away_is_null_afterwards() {
        Written line = new Written(3, "merged", "{\"x\": [1, \"}\"]}", null, null);
        assertThat(text(line)).contains("\"changes\":{\"x\":[[1, \"}\"],null]}");
    }

    @Test
    void a_contact_in_order_is_handed_on_as_it_was_written() {
        String record = "{\"id\":7,\"name\":\"Zo\u00eb \",\"custom_attributes\":{\"n\": 1.00},\"label_list\":[]}";
        assertThat(text(new Written(2, "created", null, "{}", record)))
                .isEqualTo("{\"line\":2,\"outcome\":\"created\",\"changes\":{},\"contact\":" + record + "}");
    }

    @Test
    void a_name_that_is_written_with_an_escape_is_the_same_name() {
        Written line = new Written(2, "updated", "{\"n\\u0061me\": 1, \"a\\u001f\": 2}", "{\"name\": 2}", null);
        assertThat(text(line)).contains("\"changes\":{\"name\":[1,2],\"a\\u001F\":[2,null]}");
    }

    @Test
    void a_line_is_not_disturbed_by_a_longer_one_before_it() {
        UpdatedLine lines = new UpdatedLine(ReadAs.usual(Format.CSV), Pii.FULL);
        Written line = new Written(3, "created", null, "{\"email\": \"a@b\"}", "{}");
        String alone = lines.of(line).text();
        lines.of(new Written(4, "created", null, "{\"name\": \"" + "x".repeat(3_000_000) + "\"}", "{}"));
        assertThat(lines.of(line).text()).isEqualTo(alone);
    }

    private static String text(Written line) {
        return new UpdatedLine(ReadAs.usual(Format.CSV), Pii.FULL).of(line).text();
    }
}

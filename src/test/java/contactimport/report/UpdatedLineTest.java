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
        assertThat(UpdatedLine.of(line, ReadAs.usual(Format.CSV))).isEqualTo("""
                        {"line":2,"outcome":"updated","changes":{"name":["Ada","Ada L."],"link":[null,9]},"contact":{"id":7,\
                        "name":"Ada L.","email":null,"phone_number":null,"identifier":null,"blocked":null,\
                        "additional_attributes":null,"custom_attributes":{"n": 1.00, "b": 1e2},"contact_type":null,\
                        "country_code":null,"last_activity_at":null,"created_at":null,"updated_at":null,"last_name":null,\
                        "middle_name":null,"location":null,"account_id":null,"company_id":null,"label_list":null}}""");
    }

    @Test
    void a_created_contact_had_nothing_before() {
        Written line = new Written(3, "created", null, "{\"email\": \"a@b\"}", "{}");
        assertThat(UpdatedLine.of(line, ReadAs.usual(Format.CSV)))
                .startsWith(
                        "{\"line\":3,\"outcome\":\"created\",\"changes\":{\"email\":[null,\"a@b\"]},\"contact\":{\"id\":null,");
    }

    @Test
    void a_value_that_went_away_is_null_afterwards() {
        Written line = new Written(3, "merged", "{\"x\": [1, \"}\"]}", null, null);
        assertThat(UpdatedLine.of(line, ReadAs.usual(Format.CSV))).contains("\"changes\":{\"x\":[[1, \"}\"],null]}");
    }
}

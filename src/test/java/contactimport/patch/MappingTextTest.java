package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingTextTest {

    @Test
    void a_mapping_is_shown_with_the_first_rows_and_what_is_left_out() {
        Mapping mapping = MappingFile.parse("crm.yml", "crm", """
                title: our CRM
                inbox: box
                fields:
                  name: {join: [First, Last], policy: fill-if-blank}
                  custom_attributes.n: {column: N, type: number, on-invalid: drop}
                  custom_attributes.tier: {column: Tier, values: {A: gold}}
                ignore: [Owner]
                """);
        Rules d = Rules.defaults(Rules.Mode.UPSERT);
        Rules rules = new Rules(
                d.mode(), List.of(MatchKey.EMAIL), d.onConflict(), d.identifier(), d.hmac(), true, true, "box", null);
        byte[] csv =
                "First,Last,N,Tier,Owner,email\nAda,L,7,A,R,a@b\nBob,,x,B,R,c@d\n".getBytes(StandardCharsets.UTF_8);
        List<SourceRow> rows = new ArrayList<>();
        try (Source source = Sources.open(new ByteArrayInputStream(csv), "f.csv", SourceOptions.defaults())) {
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            assertThat(MappingText.of(source.header(), rules, new MappingChoice(mapping, null, null), rows))
                    .isEqualTo("""
                    our CRM
                      name   from First + Last, fill-if-blank   Ada L | Bob
                      custom_attributes.n   from N, as number, if invalid: drop   7 | x
                      custom_attributes.tier   from Tier   gold | B
                      email   from email
                      left out: Owner
                    """);
        }
    }
}

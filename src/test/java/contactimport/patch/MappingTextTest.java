package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.source.Header;
import contactimport.source.Json;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRecord;
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

    @Test
    void members_and_unreadable_lines_are_shown_too_but_only_three() {
        DeriveKey key = new DeriveKey("k".repeat(32));
        Mapping mapping = MappingFile.parse("crm.yml", "crm", "fields: {contact_identifier: derive(id), email: mail}");
        List<SourceRow> rows = List.of(
                row("{\"mail\":\"a@b\",\"id\":1}"),
                new SourceRow(2, 2, new byte[0], Checked.failed(Reason.of(Code.LINE_UNREADABLE, "why"))),
                row("{\"id\":\" \"}"),
                row("{\"mail\":\"never@shown\"}"));
        String text = MappingText.of(
                new Header("f.jsonl", 0, List.of()),
                Rules.defaults(Rules.Mode.UPSERT),
                new MappingChoice(mapping, key, null),
                rows);
        assertThat(text.lines())
                .containsExactly(
                        "crm",
                        "  contact_identifier   from derived from id   " + key.sourceId("crm", "1")
                                + " | (unreadable) | ",
                        "  email   from mail   a@b | (unreadable) | ");
    }

    @Test
    void nothing_is_shown_where_nothing_is_mapped() {
        assertThat(MappingText.of(
                        new Header("f.csv", 1, List.of("email")),
                        Rules.defaults(Rules.Mode.UPSERT),
                        MappingChoice.NONE,
                        List.of()))
                .isEmpty();
    }

    private static SourceRow row(String json) {
        return new SourceRow(1, 1, new byte[0], Checked.passed(new SourceRecord.Members(Json.readObject(json))));
    }
}

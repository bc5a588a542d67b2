package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.source.FileFault;
import contactimport.source.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignerTest {

    private static final HmacKey KEY = new HmacKey("token-of-a");
    private static final String ADA = KEY.sign("ada");
    private static final int LIMIT = 300;

    @TempDir
    Path dir;

    private SignTally tally;
    private List<String> links = new ArrayList<>();

    @Test
    void a_new_column_comes_last_and_every_other_byte_stays() {
        assertThat(signed("a.csv", """
                \ufeff
                inbox_identifier, Identifier ,name\r
                a,ada,"x, ""y""\r
                z"\r
                ,,\r

                "a",,5" pipe
                a,"ada",\
                """)).isEqualTo("""
                \ufeff
                inbox_identifier, Identifier ,name,identifier_hash\r
                a,ada,"x, ""y""\r
                z",ADA\r
                ,,\r

                "a",,5" pipe,
                a,"ada",,ADA\
                """.replace("ADA", ADA));
        assertThat(tally).isEqualTo(new SignTally(2, Map.of(Unsigned.NO_IDENTIFIER, 1L), 0));
    }

    @Test
    void a_column_that_is_there_is_filled_in_its_place() {
        assertThat(signed("a.csv", """
                IDENTIFIER_HASH,inbox_identifier,identifier
                ,a,ada
                "wrong",a,ada
                "ADA",a,ada
                stays,a,
                """.replace("ADA", ADA))).isEqualTo("""
                IDENTIFIER_HASH,inbox_identifier,identifier
                ADA,a,ada
                ADA,a,ada
                "ADA",a,ada
                stays,a,
                """.replace("ADA", ADA));
        assertThat(tally).isEqualTo(new SignTally(3, Map.of(Unsigned.NO_IDENTIFIER, 1L), 1));
    }

    @Test
    void a_record_that_cannot_be_read_stays_unreadable_under_the_longer_header() {
        String tooLong = "a,ada," + "x".repeat(LIMIT);
        assertThat(signed(
                        "a.csv",
                        "inbox_identifier,identifier,name\na,ada,b,c\na,ada\n\"a\"b,ada,c\n" + tooLong + "\na,ada,c\n"))
                .isEqualTo("inbox_identifier,identifier,name,identifier_hash\na,ada,b,c,\na,ada,\n\"a\"b,ada,c,\n"
                        + tooLong + ",\na,ada,c," + ADA + "\n");
        assertThat(tally).isEqualTo(new SignTally(1, Map.of(Unsigned.UNREADABLE, 4L), 0));
    }

    @Test
    void a_byte_that_is_no_utf_8_is_passed_through() throws Exception {
        byte[] file = "\uFEFFinbox_identifier,identifier,identifier_hash\na,ad\0,\n".getBytes(StandardCharsets.UTF_8);
        file[file.length - 3] = (byte) 0xE9;
        assertThat(signed(Files.write(dir.resolve("latin.csv"), file), "a")).isEqualTo(file);
        assertThat(tally.unsigned()).containsOnlyKeys(Unsigned.UNREADABLE);
    }

    @Test
    void a_json_member_is_added_behind_the_last_or_its_value_replaced() {
        assertThat(signed("a.jsonl", """
                {"inbox_identifier":"a", "identifier" : "ada","custom_attributes":{"n":1.50}}

                {"identifier_hash": null, "inbox_identifier":"a","identifier":"ada" }
                {"inbox_identifier":"a","identifier":"ada","identifier_hash":"x","identifier_hash":"y"}
                {"inbox_identifier":"a","identifier":42}
                """)).isEqualTo("""
                {"inbox_identifier":"a", "identifier" : "ada","custom_attributes":{"n":1.50},"identifier_hash":"ADA"}

                {"identifier_hash": "ADA", "inbox_identifier":"a","identifier":"ada" }
                {"inbox_identifier":"a","identifier":"ada","identifier_hash":"x","identifier_hash":"ADA"}
                {"inbox_identifier":"a","identifier":42,"identifier_hash":"FORTY-TWO"}
                """.replace("ADA", ADA).replace("FORTY-TWO", KEY.sign("42")));
        assertThat(tally).isEqualTo(new SignTally(4, Map.of(), 0));
    }

    @Test
    void json_lines_that_are_not_signed_stay_as_they_are() {
        String file = """
                {"inbox_identifier":"a","identifier":
                [1]
                {"inbox_identifier":"a","idnetifier":"ada"}
                {"inbox_identifier":"b","identifier":"ada"}
                {"identifier":"ada"}
                {"inbox_identifier":"a","identifier":" "}
                {"inbox_identifier":"a","identifier":"\\ud800"}
                {"inbox_identifier":"a","identifier":{}}
                """;
        assertThat(signed("a.jsonl", file)).isEqualTo(file);
        assertThat(tally.unsigned())
                .isEqualTo(Map.of(
                        Unsigned.UNREADABLE, 4L,
                        Unsigned.UNKNOWN_INBOX, 1L,
                        Unsigned.NO_INBOX, 1L,
                        Unsigned.NO_IDENTIFIER, 1L,
                        Unsigned.IDENTIFIER_INVALID, 1L));
    }

    @Test
    void the_inbox_of_the_operator_fills_blank_cells_and_leaves_other_inboxes_out() throws Exception {
        Path file = Files.writeString(
                dir.resolve("a.csv"), "inbox_identifier,identifier,identifier_hash\n,ada,\na,ada,\nb,ada,\n");
        assertThat(new String(signed(file, "a"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "inbox_identifier,identifier,identifier_hash\n,ada," + ADA + "\na,ada," + ADA + "\nb,ada,\n");
        assertThat(tally).isEqualTo(new SignTally(2, Map.of(Unsigned.OTHER_INBOX, 1L), 0));
    }

    @Test
    void signing_twice_changes_nothing() {
        String once = signed("a.csv", "inbox_identifier,identifier\na,ada\na,\n");
        assertThat(signed("b.csv", once)).isEqualTo(once);
    }

    @Test
    void signed_lines_with_a_source_id_tell_their_link() {
        signed("a.csv", """
                inbox_identifier,contact_identifier,identifier
                a,source-1,ada
                a,,ada
                a,source-2,
                """);
        assertThat(links).containsExactly("a/source-1");
    }

    @Test
    void the_inboxes_are_those_of_lines_with_an_identifier() throws Exception {
        Path file = Files.writeString(
                dir.resolve("a.csv"), "inbox_identifier,identifier\nb,ada\na,x\na,y\n,z\nc,\nd,e,f\n");
        assertThat(signer(file, null).inboxes()).containsExactly("a", "b");
    }

    @Test
    void a_file_without_what_is_signed_is_a_fault_of_the_file() throws Exception {
        Path noIdentifier = Files.writeString(dir.resolve("a.csv"), "inbox_identifier,name\na,b\n");
        assertThatThrownBy(() -> signer(noIdentifier, null).inboxes())
                .isInstanceOf(FileFault.class)
                .hasMessage(noIdentifier + ", line 1: there is no column identifier: add it, it is what a hash signs.");
        Path noInbox = Files.writeString(dir.resolve("b.csv"), "identifier,name\na,b\n");
        assertThatThrownBy(() -> signer(noInbox, null).inboxes())
                .isInstanceOf(FileFault.class)
                .hasMessage(noInbox
                        + ", line 1: there is no column inbox_identifier: add it, or give the inbox by --inbox.");
        assertThat(signer(noInbox, "a").inboxes()).isEmpty();
    }

    private String signed(String name, String content) {
        try {
            return new String(signed(Files.writeString(dir.resolve(name), content), null), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] signed(Path file, String inbox) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tally = signer(file, inbox).write(Map.of("a", KEY), out, (i, sourceId) -> links.add(i + "/" + sourceId));
        return out.toByteArray();
    }

    private static FileSigner signer(Path file, String inbox) {
        return new FileSigner(file, new SourceOptions(null, LIMIT), inbox);
    }
}

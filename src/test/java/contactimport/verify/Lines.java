package contactimport.verify;

import contactimport.contact.Checked;
import contactimport.contact.MatchKey;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.patch.ColumnMapping;
import contactimport.patch.ContactPatch;
import contactimport.source.Format;
import contactimport.source.SourceOptions;
import contactimport.source.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A little world of inboxes, and JSON lines sent to it. */
final class Lines {

    static final HmacKey KEY = new HmacKey("token-of-inbox-a");

    private static final Inboxes INBOXES = new Inboxes(List.of(
            new Inbox(1, 10, "a", "mandatory", true, KEY),
            new Inbox(2, 10, "b", "free", false, new HmacKey("token-of-inbox-b")),
            new Inbox(3, 11, "c", "without token", false, null)));

    private Rules.HmacUse hmac = Rules.HmacUse.INBOX;
    private Rules.IdentifierUse identifier = Rules.IdentifierUse.ASSIGN;
    private List<MatchKey> match = List.of(MatchKey.SOURCE_ID);
    private boolean trim = true;
    private int limit = 1 << 20;
    private String inbox;
    private Integer account;

    Lines hmac(Rules.HmacUse use) {
        hmac = use;
        return this;
    }

    Lines verifyOnly() {
        identifier = Rules.IdentifierUse.VERIFY_ONLY;
        return this;
    }

    Lines match(String... keys) {
        match = Arrays.stream(keys).map(MatchKey::parse).toList();
        return this;
    }

    Lines noTrim() {
        trim = false;
        return this;
    }

    Lines inbox(String identifier) {
        inbox = identifier;
        return this;
    }

    Lines account(int id) {
        account = id;
        return this;
    }

    Lines limit(int bytes) {
        limit = bytes;
        return this;
    }

    Checked<VerifiedPatch> verify(String line) {
        return verify(Format.JSONL, line);
    }

    /** The first record of a file. */
    private Checked<VerifiedPatch> verify(Format format, String file) {
        Rules rules = new Rules(
                Rules.Mode.UPDATE, match, Rules.OnConflict.REJECT, identifier, hmac, true, trim, inbox, account);
        var in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
        try (var source = Sources.open(in, "in", new SourceOptions(format, limit))) {
            return ColumnMapping.of(source.header(), rules)
                    .from(source.next())
                    .then(new Verifier(INBOXES, rules)::verify);
        }
    }

    /** A line that is understood, but not checked. */
    static ContactPatch understood(String line) {
        var in = new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8));
        try (var source = Sources.open(in, "in", new SourceOptions(Format.JSONL, 1 << 20))) {
            return ColumnMapping.of(source.header()).from(source.next()).fold(patch -> patch, reasons -> {
                throw new AssertionError(Reason.sentences(reasons));
            });
        }
    }

    /** The patch of a line to inbox b with these members too. */
    VerifiedPatch patch(String members) {
        return verify(toB(members)).fold(patch -> patch, reasons -> {
            throw new AssertionError(Reason.sentences(reasons));
        });
    }

    /** The codes that refuse it, or "". */
    String codes(String line) {
        return codes(Format.JSONL, line);
    }

    String codes(Format format, String file) {
        return verify(format, file).fold(patch -> "", Reason::codes);
    }

    String sentences(String line) {
        return verify(line).fold(patch -> "", Reason::sentences);
    }

    static String toB(String members) {
        return "{\"inbox_identifier\":\"b\",\"contact_identifier\":\"s1\"" + (members.isEmpty() ? "" : ",") + members
                + "}";
    }
}

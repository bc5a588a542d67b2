package contactimport.merge;

import contactimport.contact.Email;
import contactimport.contact.Field;
import contactimport.contact.MatchKey;
import contactimport.contact.Phone;
import contactimport.contact.Rules;
import contactimport.contact.Rules.Duplicates;
import contactimport.contact.Rules.HmacUse;
import contactimport.contact.Rules.IdentifierUse;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.contact.WritePolicy;
import contactimport.verify.VerifiedPatch;
import contactimport.verify.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line and the rules of a run in words.
 *
 * <pre>
 * source=s1 signed id=A name=Ada email=ada@x phone=+111 custom={"a":1} additional={"city":"Ulm"}
 * source=s1 clear=name,identifier,custom_attributes.a email=ada@x keep=email:fill-if-blank,name:never
 * upsert merge no-bind verify-only match=source-id,email
 * </pre>
 *
 * The rules are the defaults of mode update but for what is said.
 */
final class LineInWords {

    private LineInWords() {}

    static VerifiedPatch line(String words) {
        Map<String, String> w = Stored.words(words);
        Set<String> cleared = new HashSet<>(list(w.get("clear")));
        return VerifiedPatch.staged(
                Long.parseLong(w.getOrDefault("inbox", "" + Stored.INBOX)),
                Long.parseLong(w.getOrDefault("account", "" + Stored.ACCOUNT)),
                w.get("source"),
                w.get("id"),
                w.containsKey("signed"),
                cleared.remove("name") ? new Field.Clear<>() : Field.ofNullable(w.get("name")),
                cleared.remove("email")
                        ? new Field.Clear<>()
                        : Field.ofNullable(w.get("email")).map(Email::new),
                cleared.remove("phone_number")
                        ? new Field.Clear<>()
                        : Field.ofNullable(w.get("phone")).map(Phone::new),
                Stored.attributes(w.get("custom")),
                Stored.attributes(w.get("additional")),
                writes(list(w.get("keep")), cleared),
                List.of());
    }

    private static Writes writes(List<String> policies, Set<String> cleared) {
        if (policies.isEmpty() && cleared.isEmpty()) {
            return Writes.PLAIN;
        }
        Map<String, WritePolicy> of = new HashMap<>();
        policies.forEach(p -> of.put(p.substring(0, p.indexOf(':')), WritePolicy.of(p.substring(p.indexOf(':') + 1))));
        return new Writes(of, cleared);
    }

    static Rules rules(String words) {
        Map<String, String> w = Stored.words(words == null ? "" : words);
        Mode mode = w.containsKey("upsert") ? Mode.UPSERT : Mode.UPDATE;
        List<MatchKey> match = new ArrayList<>(
                list(w.get("match")).stream().map(MatchKey::parse).toList());
        Rules rules = new Rules(
                mode,
                match.isEmpty() ? MatchKey.defaults(mode) : match,
                w.containsKey("merge") ? OnConflict.MERGE : w.containsKey("drop") ? OnConflict.DROP : OnConflict.REJECT,
                w.containsKey("verify-only") ? IdentifierUse.VERIFY_ONLY : IdentifierUse.ASSIGN,
                HmacUse.INBOX,
                !w.containsKey("no-bind"),
                true,
                null,
                null,
                null,
                Duplicates.LAST);
        Stream.of("update", "upsert", "merge", "drop", "reject", "verify-only", "no-bind", "match")
                .forEach(w::remove);
        if (!w.isEmpty()) {
            throw new IllegalArgumentException("no rules: " + w.keySet());
        }
        return rules;
    }

    private static List<String> list(String words) {
        return words == null ? List.of() : List.of(words.split(","));
    }
}

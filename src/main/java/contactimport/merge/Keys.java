package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Email;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.verify.VerifiedPatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that a contact holds and the keys that a line names. */
public final class Keys {

    private Keys() {}

    /** All keys of a contact, blank ones left out. */
    public static List<Key> of(Contact c, List<MatchKey> attributeKeys) {
        List<Key> keys = new ArrayList<>();
        add(keys, c.accountId(), MatchKey.IDENTIFIER, c.identifier());
        add(keys, c.accountId(), MatchKey.EMAIL, c.email() == null ? null : Email.fold(c.email()));
        add(keys, c.accountId(), MatchKey.PHONE, c.phone());
        for (MatchKey by : attributeKeys) {
            add(keys, c.accountId(), by, Key.attributeText(c.custom().get(by.attribute())));
        }
        return keys;
    }

    /** The value of a line for one kind of key, or null if it names none that may be looked up. */
    static @Nullable Key of(VerifiedPatch line, MatchKey by, Rules rules) {
        String value = switch (by.kind()) {
            case SOURCE_ID -> null;
            case IDENTIFIER -> rules.assignsIdentifier() ? line.identifier() : null;
            case EMAIL ->
                line.email().value() == null ? null : line.email().value().value();
            case PHONE ->
                line.phone().value() == null ? null : line.phone().value().value();
            case ATTRIBUTE -> Key.attributeText(line.custom().get(by.attribute()));
        };
        return value == null ? null : new Key(line.accountId(), by, value);
    }

    /** Every key of a line that its turn can look up: the match keys and those that must be nobody else's. */
    public static List<Key> named(VerifiedPatch line, Rules rules) {
        List<Key> keys = new ArrayList<>();
        for (MatchKey by : List.of(MatchKey.IDENTIFIER, MatchKey.EMAIL, MatchKey.PHONE)) {
            addNamed(keys, line, by, rules);
        }
        for (MatchKey by : rules.match()) {
            if (by.kind() == MatchKey.Kind.ATTRIBUTE) {
                addNamed(keys, line, by, rules);
            }
        }
        return keys;
    }

    private static void addNamed(List<Key> keys, VerifiedPatch line, MatchKey by, Rules rules) {
        Key key = of(line, by, rules);
        if (key != null) {
            keys.add(key);
        }
    }

    /** Whether the contact holds the key. */
    public static boolean holds(Contact c, Key key) {
        return key.value().equals(held(c, key.by()));
    }

    /** What the contact has for one kind of key, or null. */
    static @Nullable String held(Contact c, MatchKey by) {
        return switch (by.kind()) {
            case SOURCE_ID -> null;
            case IDENTIFIER -> c.identifier();
            case EMAIL -> c.email() == null ? null : Email.fold(c.email());
            case PHONE -> c.phone();
            case ATTRIBUTE -> Key.attributeText(c.custom().get(by.attribute()));
        };
    }

    private static void add(List<Key> keys, long accountId, MatchKey by, @Nullable String value) {
        if (value != null && !Text.isBlank(value)) {
            keys.add(new Key(accountId, by, value));
        }
    }
}

package contactimport.merge;

import contactimport.contact.Code;
import contactimport.contact.Contact;
import contactimport.contact.Email;
import contactimport.contact.MatchKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that an undo would put back and that somebody else holds by now. Who held the same phone, or the same e-mail in another
 * case, before the run already is in nobody's way: old data may have such twins.
 */
final class UndoKeys {

    private static final List<MatchKey> KEYS = List.of(MatchKey.EMAIL, MatchKey.PHONE, MatchKey.IDENTIFIER);

    private final UndoScope scope;
    private final UndoPicture picture;

    UndoKeys(UndoScope scope, UndoPicture picture) {
        this.scope = scope;
        this.picture = picture;
    }

    /** @return whether a key was found taken: then the entries are to be gone through once more, without it */
    boolean blockTaken() {
        Map<Key, Set<Long>> now = new HashMap<>();
        for (Contact contact : picture.contacts()) {
            Keys.of(contact, List.of())
                    .forEach(key ->
                            now.computeIfAbsent(key, k -> new HashSet<>()).add(contact.id()));
        }
        boolean found = false;
        for (Contact contact : List.copyOf(picture.contacts())) {
            for (MatchKey by : KEYS) {
                String value = value(contact, by);
                Contact was = picture.asRead(contact.id());
                boolean isNew = was == null || !Objects.equals(value, value(was, by));
                if (value != null
                        && isNew
                        && scope.blocked(contact.id(), List.of(field(by))) == null
                        && isTaken(contact, by, value, now)) {
                    scope.take(
                            contact.id(), new Kept(Code.UNDO_KEY_TAKEN, field(by), "another contact holds it by now"));
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean isTaken(Contact contact, MatchKey by, String value, Map<Key, Set<Long>> now) {
        Key key = key(contact, by, value);
        for (long other : now.getOrDefault(key, Set.of())) {
            Contact holder = Objects.requireNonNull(picture.contact(other));
            if (other != contact.id() && isInTheWay(holder, by, value, key)) {
                return true;
            }
        }
        return picture.facts().holders().getOrDefault(key, List.of()).stream()
                .filter(holder -> picture.asRead(holder.contactId()) == null && holder.contactId() != contact.id())
                .anyMatch(holder -> isUnique(by, value, holder.value()) || !holder.before());
    }

    /** Somebody of the picture: whose key was itself put back had it before the run. */
    private boolean isInTheWay(Contact holder, MatchKey by, String value, Key key) {
        String held = Objects.requireNonNull(value(holder, by));
        Contact was = picture.asRead(holder.id());
        boolean putBack = was == null || !held.equals(value(was, by));
        return isUnique(by, value, held) || (!putBack && !heldBefore(holder.id(), key));
    }

    private boolean heldBefore(long id, Key key) {
        return picture.facts().holders().getOrDefault(key, List.of()).stream()
                .anyMatch(holder -> holder.contactId() == id && holder.before());
    }

    /** What the database itself keeps apart. */
    private static boolean isUnique(MatchKey by, String value, String held) {
        return by.kind() != MatchKey.Kind.PHONE && value.equals(held);
    }

    /** A contact that comes back whole leaves behind what is taken. */
    static Contact withoutTaken(UndoScope scope, Contact c, List<Kept> kept) {
        Contact free = c;
        for (MatchKey by : KEYS) {
            Kept taken = scope.blocked(c.id(), List.of(field(by)));
            if (taken != null && taken.code() == Code.UNDO_KEY_TAKEN && value(c, by) != null) {
                kept.add(taken);
                free = without(free, by);
            }
        }
        return free;
    }

    private static Contact without(Contact c, MatchKey by) {
        return new Contact(
                c.id(),
                c.accountId(),
                c.name(),
                by.kind() == MatchKey.Kind.EMAIL ? null : c.email(),
                by.kind() == MatchKey.Kind.PHONE ? null : c.phone(),
                by.kind() == MatchKey.Kind.IDENTIFIER ? null : c.identifier(),
                c.additional(),
                c.custom(),
                c.type(),
                c.location(),
                c.countryCode());
    }

    private static Key key(Contact contact, MatchKey by, String value) {
        return new Key(contact.accountId(), by, by.kind() == MatchKey.Kind.EMAIL ? Email.fold(value) : value);
    }

    private static @Nullable String value(Contact contact, MatchKey by) {
        String value = by.kind() == MatchKey.Kind.EMAIL
                ? contact.email()
                : by.kind() == MatchKey.Kind.PHONE ? contact.phone() : contact.identifier();
        return contactimport.contact.Text.isBlank(value) ? null : value;
    }

    private static String field(MatchKey by) {
        return by.kind() == MatchKey.Kind.EMAIL
                ? "email"
                : by.kind() == MatchKey.Kind.PHONE ? "phone_number" : "identifier";
    }
}

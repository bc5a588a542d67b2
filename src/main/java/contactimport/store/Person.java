package contactimport.store;

import contactimport.contact.Email;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody by all that tells of them: ids of contacts, e-mails, phone numbers, and the keys that other systems have for them.
 *
 * <pre>
 * e-mail ada@x.example   is in  "…,Ada@X.example,…"     but not in  "…,nada@x.example,…"
 * phone +32470000001     is in  "…,0470/00 00 01,…"
 * key crm-1001           is in  {"identifier":"crm-1001"}  but not in  "crm-10011"
 * </pre>
 */
public final class Person {

    /** A shorter one would be found everywhere. */
    private static final int SHORTEST_KEY = 4;

    /** What is the same of a number however its country is written. */
    private static final int NATIONAL_DIGITS = 8;

    private final Set<Long> contacts;
    private final Set<String> emails = new TreeSet<>();
    private final Set<String> phones;
    private final Set<String> keys;
    private final List<Pattern> signs = new ArrayList<>();

    Person(Set<Long> contacts, Set<String> emails, Set<String> phones, Set<String> keys) {
        this.contacts = new TreeSet<>(contacts);
        this.phones = new TreeSet<>(phones);
        this.keys =
                keys.stream().filter(k -> k.length() >= SHORTEST_KEY).collect(Collectors.toCollection(TreeSet::new));
        emails.forEach(email -> this.emails.add(Email.fold(email)));
        this.emails.forEach(email -> sign("(?<![\\w.+-])" + Pattern.quote(email) + "(?![\\w-]|\\.\\w)"));
        this.phones.forEach(phone -> sign(phone(phone)));
        this.keys.forEach(key -> sign("(?<![^\\s\",;|\\t:'\\[])" + Pattern.quote(key) + "(?![^\\s\",;|\\t:'}\\]])"));
    }

    private void sign(String regex) {
        signs.add(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** The last digits, however they are grouped. */
    private static String phone(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        String last = digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
        return String.join("[ ./()\u00a0-]{0,2}", last.split("")) + "(?![0-9])";
    }

    /** Whether a text, a line of a file for instance, tells of them. */
    public boolean isIn(String text) {
        return signs.stream().anyMatch(sign -> sign.matcher(text).find());
    }

    public boolean is(long contactId) {
        return contacts.contains(contactId);
    }

    /** Nothing is known of anybody. */
    public boolean isNobody() {
        return contacts.isEmpty() && signs.isEmpty();
    }

    public Collection<Long> contacts() {
        return List.copyOf(contacts);
    }

    String[] emails() {
        return emails.toArray(String[]::new);
    }

    String[] phones() {
        return phones.toArray(String[]::new);
    }

    String[] keys() {
        return keys.toArray(String[]::new);
    }

    /** Nothing of it reaches a log. */
    @Override
    public String toString() {
        return "Person" + contacts;
    }
}

package contactimport.merge;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.source.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contacts and their links in words, and back: one contact after another, {@code &} between them.
 *
 * <pre>
 * 1 name=Ada email=ada@x phone=+111 id=A lead link=s1! &amp; 2 custom={"a":1} link=8/s2~3 &amp; 9 gone link=s9
 * </pre>
 *
 * The first word is the id. {@code name=} is '' and a missing name NULL; {@code custom=NULL} an attributes column that is NULL;
 * {@code account=2} another account than 1; {@code lead} and {@code customer} the type. {@code link=s1} is a link by the source
 * id s1 in inbox 7, {@code 8/s1} one in inbox 8, {@code !} a verified one, {@code ~3} one made at time 3 (otherwise they are as
 * old as their place: the links have the ids 101, 102 …). {@code gone} is a contact that is there no more, although links lead
 * to it; {@code unreadable} one whose attributes cannot be read.
 */
final class Stored {

    static final long ACCOUNT = 1;
    static final long INBOX = 7;

    final Map<Long, Contact> contacts = new TreeMap<>();
    final Map<Long, Link> links = new TreeMap<>();
    final List<Long> unreadable = new ArrayList<>();

    static Stored of(String words) {
        Stored stored = new Stored();
        for (String person : words.split("&")) {
            if (!person.isBlank()) {
                stored.add(person.strip());
            }
        }
        return stored;
    }

    static Contact contact(String words) {
        return of(words).contacts.values().iterator().next();
    }

    private void add(String person) {
        Map<String, String> words = words(person.replaceFirst("^\\S+", ""));
        long id = Long.parseLong(person.split(" ")[0]);
        for (String word : person.split(" ")) {
            if (word.startsWith("link=")) {
                Link link = link(101 + links.size(), id, word.substring("link=".length()));
                links.put(link.id(), link);
            }
        }
        if (!words.containsKey("gone")) {
            contacts.put(id, contact(id, words));
        }
        if (words.containsKey("unreadable")) {
            unreadable.add(id);
        }
    }

    /** Word → what stands behind its first =; a word without one stands for itself. */
    static Map<String, String> words(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : text.strip().split(" +")) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
        }
        words.remove("");
        return words;
    }

    private static Contact contact(long id, Map<String, String> words) {
        return new Contact(
                id,
                Long.parseLong(words.getOrDefault("account", "1")),
                words.get("name"),
                words.get("email"),
                words.get("phone"),
                words.get("id"),
                attributes(words.get("additional")),
                attributes(words.get("custom")),
                words.containsKey("customer") ? 2 : words.containsKey("lead") ? 1 : 0,
                words.get("location"),
                words.get("country"));
    }

    static Attributes attributes(String json) {
        if (json == null) {
            return Attributes.EMPTY;
        }
        return json.equals("NULL") ? Attributes.NULL : Attributes.of(Json.readObject(json));
    }

    private static final Pattern LINK = Pattern.compile("(?:(\\d+)/)?([^!~]+)(!?)(?:~(\\d+))?");

    static Link link(long id, long contact, String words) {
        Matcher link = LINK.matcher(words);
        if (!link.matches()) {
            throw new IllegalArgumentException("no link: " + words);
        }
        return new Link(
                id,
                contact,
                link.group(1) == null ? INBOX : Long.parseLong(link.group(1)),
                link.group(2),
                !link.group(3).isEmpty(),
                link.group(4) == null ? id : Long.parseLong(link.group(4)));
    }

    Stored copy() {
        Stored copy = new Stored();
        copy.contacts.putAll(contacts);
        copy.links.putAll(links);
        copy.unreadable.addAll(unreadable);
        return copy;
    }

    /** In one canonical form, so that two of them are the same if they read the same; how old links are is left out. */
    @Override
    public String toString() {
        Map<Long, StringBuilder> people = new TreeMap<>();
        contacts.values().forEach(c -> people.put(c.id(), new StringBuilder(words(c))));
        for (Link link : links.values()) {
            people.computeIfAbsent(link.contactId(), id -> new StringBuilder(id + " gone"))
                    .append(" link=")
                    .append(link.inboxId() == INBOX ? "" : link.inboxId() + "/")
                    .append(link.sourceId())
                    .append(link.verified() ? "!" : "");
        }
        return String.join(" & ", people.values());
    }

    static String words(Contact c) {
        StringBuilder words = new StringBuilder().append(c.id());
        word(words, "account", c.accountId() == ACCOUNT ? null : c.accountId());
        word(words, "name", c.name());
        word(words, "email", c.email());
        word(words, "phone", c.phone());
        word(words, "id", c.identifier());
        words.append(c.type() == 2 ? " customer" : c.type() == 1 ? " lead" : "");
        word(words, "additional", json(c.additional()));
        word(words, "custom", json(c.custom()));
        word(words, "location", c.location());
        word(words, "country", c.countryCode());
        return words.toString();
    }

    private static String json(Attributes attributes) {
        Object column = Changes.column(attributes);
        return column == null ? "NULL" : attributes.isEmpty() ? null : Json.write(column);
    }

    private static void word(StringBuilder words, String name, Object value) {
        if (value != null) {
            words.append(' ').append(name).append('=').append(value);
        }
    }
}

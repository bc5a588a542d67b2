package contactimport.merge;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Outcome;
import contactimport.merge.UndoPicture.Facts;
import contactimport.merge.UndoPicture.Holder;
import contactimport.merge.UndoPicture.LinkMove;
import contactimport.merge.UndoPicture.Move;
import contactimport.source.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Undoes entries over {@link Stored} people, as the store does, without one. Entries in words, the last one applied first,
 * {@code ;} between them; the one before the last has the ordinal 1:
 *
 * <pre>
 * updated 1 {"name":"Ada"} {"name":"Grace"}
 * merged 2 {"name":null} {"name":"Ada"} absorbed: 1 name=Ada + 3
 * merged 2 {} {} separated: 1 name=Ada
 * updated 1 {"name":"Ada"} {} removed: 1 name=Ada
 * </pre>
 *
 * Facts in words: {@code referred=5,6 going-back=101 referred-links=101 went-into=1:2,1:3 removed-before=4
 * moves=ordinal:link:absorbed:kept link-keys-taken=101 holders=email:a@x:5:A@x:before,phone:+1:6:+1:now}.
 */
final class Undoing {

    private final Stored stored;
    private final UndoPicture picture;
    private final List<Undone> undone;

    Undoing(Stored stored, String only, String entries, String facts) {
        this.stored = stored.copy();
        picture = new UndoPicture(stored.contacts.values(), stored.links.values(), facts(facts == null ? "" : facts));
        UndoScope scope = new UndoScope(only == null ? List.of() : List.of(only.split(",")));
        undone = new Undoer(scope, picture).undo(entries(entries));
        write();
    }

    /** How the people are afterwards. */
    Stored stored() {
        return stored;
    }

    UndoPicture picture() {
        return picture;
    }

    List<Undone> undone() {
        return undone;
    }

    /** {@code updated}, {@code rejected UNDO_CHANGED_SINCE name}, {@code updated UNDO_REFERRED contact_inboxes.101}. */
    String words() {
        return undone.stream()
                .map(u -> u.outcome().label()
                        + u.kept().stream()
                                .map(k -> " " + k.code() + " " + k.field())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    static List<UndoEntry> entries(String words) {
        String[] each = words.split(";");
        List<UndoEntry> entries = new ArrayList<>();
        for (int i = 0; i < each.length; i++) {
            entries.add(entry(each.length - i, each[i].strip()));
        }
        return entries;
    }

    private static UndoEntry entry(long ordinal, String words) {
        String[] parts = words.split(" (?=(?:absorbed|separated|removed):)");
        String[] head = parts[0].split(" ");
        Map<String, List<Contact>> whole = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            List<Contact> contacts = new ArrayList<>();
            for (String contact : parts[i].substring(colon + 1).split("\\+ ")) {
                contacts.add(Stored.contact(contact));
            }
            whole.put(parts[i].substring(0, colon), contacts);
        }
        return new UndoEntry(
                ordinal,
                ordinal + 1,
                Outcome.valueOf(head[0].toUpperCase(Locale.ROOT)),
                Long.parseLong(head[1]),
                Json.readObject(head[2]),
                Json.readObject(head[3]),
                whole.getOrDefault("absorbed", List.of()),
                whole.getOrDefault("separated", List.of()),
                whole.containsKey("removed") ? whole.get("removed").get(0) : null);
    }

    private static Facts facts(String words) {
        Map<String, String> w = Stored.words(words);
        Map<Long, Set<Long>> wentInto = new HashMap<>();
        split(w, "went-into")
                .forEach(f -> wentInto.computeIfAbsent(Long.valueOf(f[0]), id -> new HashSet<>())
                        .add(Long.valueOf(f[1])));
        Map<Long, List<LinkMove>> moves = new HashMap<>();
        split(w, "moves")
                .forEach(f -> moves.computeIfAbsent(Long.valueOf(f[0]), id -> new ArrayList<>())
                        .add(new LinkMove(Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]))));
        Map<Key, List<Holder>> holders = new HashMap<>();
        split(w, "holders")
                .forEach(f -> holders.computeIfAbsent(
                                new Key(Stored.ACCOUNT, MatchKey.parse(f[0]), f[1]), k -> new ArrayList<>())
                        .add(new Holder(Long.parseLong(f[2]), f[3], f[4].equals("before"))));
        return new Facts(
                ids(w, "referred"),
                ids(w, "going-back"),
                ids(w, "referred-links"),
                wentInto,
                ids(w, "removed-before"),
                moves,
                ids(w, "link-keys-taken"),
                holders);
    }

    private static Set<Long> ids(Map<String, String> words, String name) {
        return split(words, name).stream().map(f -> Long.valueOf(f[0])).collect(Collectors.toSet());
    }

    private static List<String[]> split(Map<String, String> words, String name) {
        List<String[]> facts = new ArrayList<>();
        if (words.containsKey(name)) {
            for (String fact : words.get(name).split(",")) {
                facts.add(fact.split(":"));
            }
        }
        return facts;
    }

    private void write() {
        picture.absorbedAgain().forEach(move -> {
            stored.contacts.remove(move.contact().id());
            stored.links.replaceAll((id, l) -> l.contactId() == move.contact().id() ? l.withContact(move.kept()) : l);
        });
        picture.removedLinks().keySet().forEach(stored.links::remove);
        picture.removed()
                .forEach(removal -> stored.contacts.remove(removal.contact().id()));
        picture.broughtBack().stream().map(Move::contact).map(Contact::id).forEach(this::insert);
        picture.reinserted().keySet().forEach(this::insert);
        picture.updates().forEach(contact -> {
            if (stored.contacts.replace(contact.id(), contact) == null) {
                throw new AssertionError("no such contact to update: " + contact.id());
            }
        });
        Map<Long, Link> links = new LinkedHashMap<>();
        picture.reinsertedLinks().keySet().forEach(id -> links.put(id, picture.link(id)));
        picture.linkUpdates().forEach(link -> {
            if (links.containsKey(link.id()) || !stored.links.containsKey(link.id())) {
                throw new AssertionError("no such link to update: " + link.id());
            }
            links.put(link.id(), link);
        });
        stored.links.putAll(links);
    }

    private void insert(long id) {
        Contact present = picture.contact(id);
        if (present != null && stored.contacts.put(id, present) != null) {
            throw new AssertionError("there already: " + id);
        }
    }
}

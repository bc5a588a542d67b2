package contactimport.store;

import contactimport.TestDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small random platform and a file for it, full of collisions; and what the plan must find in it, by walking from line to line
 * over everything that a line, a link or a contact touches. Account 1 has inboxes 1 and 2, account 2 has inbox 3.
 */
final class PlanWorld {

    record Person(
            int id,
            int account,
            @Nullable String identifier,
            @Nullable String email,
            @Nullable String phone,
            String custom) {}

    record Known(int inbox, String source, int contact) {}

    record Line(
            int ordinal,
            int inbox,
            @Nullable String source,
            @Nullable String identifier,
            @Nullable String email,
            @Nullable String phone,
            String custom) {
        int account() {
            return inbox == 3 ? 2 : 1;
        }
    }

    final List<Person> people = new ArrayList<>();
    final List<Known> links = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    private final Random random;
    private final int variety;

    /** @param variety how many different values there are of each key: the fewer, the more collisions */
    PlanWorld(long seed, int variety) {
        random = new Random(seed);
        this.variety = variety;
        Set<String> unique = new HashSet<>();
        for (int id = 1 + random.nextInt(3); people.size() < variety; id += 1 + random.nextInt(200)) {
            people.add(person(id, unique));
        }
        for (int i = 0; i < variety; i++) {
            Known link = new Known(1 + random.nextInt(3), "s" + random.nextInt(variety), contact());
            if (unique.add("link " + link.inbox() + " " + link.source())) {
                links.add(link);
            }
        }
        int ordinal = random.nextInt(3);
        for (int i = random.nextInt(2 * variety); i >= 0; i--) {
            ordinal += 1 + random.nextInt(2);
            lines.add(line(ordinal));
        }
    }

    /** One of the people; now and then somebody who is gone. */
    private int contact() {
        return random.nextInt(8) == 0
                ? 1_000_000 + random.nextInt(2)
                : people.get(random.nextInt(people.size())).id();
    }

    private Person person(int id, Set<String> unique) {
        int account = 1 + random.nextInt(4) / 3;
        String identifier = value("i", 2);
        String email = email();
        if (email != null && random.nextInt(3) == 0) {
            email = email.toUpperCase(Locale.ROOT);
        }
        return new Person(
                id,
                account,
                unique.add(account + "i" + identifier) ? identifier : null,
                unique.add(account + "e" + email) ? email : unique.add(account + "e") ? "" : null,
                value("+1", 2),
                custom());
    }

    private Line line(int ordinal) {
        // Many lines say what their contact has already, as a nightly file does.
        Known link = links.isEmpty() ? null : links.get(random.nextInt(links.size()));
        Person held = link == null || random.nextInt(3) == 0 ? null : byId(link.contact());
        if (held != null) {
            return new Line(
                    ordinal,
                    link.inbox(),
                    link.source(),
                    held.identifier(),
                    lower(held.email()),
                    random.nextInt(4) == 0 ? value("+1", 1) : held.phone(),
                    "{}");
        }
        return new Line(
                ordinal, 1 + random.nextInt(3), value("s", 1), value("i", 4), email(), value("+1", 4), custom());
    }

    private @Nullable Person byId(int id) {
        return people.stream().filter(p -> p.id() == id).findFirst().orElse(null);
    }

    private static @Nullable String lower(@Nullable String email) {
        return email == null || email.isEmpty() ? null : email.toLowerCase(Locale.ROOT);
    }

    private @Nullable String email() {
        String name = value("e", 4);
        return name == null ? null : name + "ä@x";
    }

    /** Blank in one case of so many. */
    private @Nullable String value(String prefix, int blank) {
        return random.nextInt(blank + 1) == 0 ? null : prefix + random.nextInt(variety);
    }

    private String custom() {
        int n = random.nextInt(variety);
        return switch (random.nextInt(8)) {
            case 0 -> "{\"crm\": " + n + "}";
            case 1 -> "{\"crm\": \"" + n + "\"}";
            case 2 -> "{\"crm\": \" \\u2003\"}";
            case 3 -> "{\"crm\": [" + n + "]}";
            case 4 -> "{\"crm\": null}";
            case 5 -> "{\"plan\": \"gold\", \"crm\": \"" + n + "\"}";
            default -> "{}";
        };
    }

    /** The sets of ordinals that must be one group each. */
    Set<Set<Integer>> groups(boolean identifiers, Set<String> attributes) {
        return closure(near(identifiers, attributes, key -> true, Set.of()));
    }

    /**
     * The same of groups with a busy line, if the keys that the contact of a line holds concern nobody as long as nobody at work names
     * them: at work are groups with a busy line that have several lines, or one whose contact does not hold all its keys.
     */
    Set<Set<Integer>> groupsAtWork(boolean identifiers, Set<String> attributes, Set<Integer> busy) {
        Set<Integer> work = new HashSet<>();
        lines.stream()
                .filter(line -> busy.contains(line.ordinal()) && !holdsAll(line, identifiers))
                .forEach(line -> work.add(line.ordinal()));
        while (true) {
            Set<String> named = new HashSet<>();
            lines.stream()
                    .filter(line -> work.contains(line.ordinal()))
                    .forEach(line -> named.addAll(keys(line, identifiers, attributes)));
            Set<Set<Integer>> groups = closure(near(identifiers, attributes, named::contains, work)).stream()
                    .filter(group -> !Collections.disjoint(group, busy))
                    .collect(Collectors.toSet());
            boolean more = work.addAll(union(groups.stream()
                    .filter(group -> group.size() > 1 || !Collections.disjoint(group, work))
                    .collect(Collectors.toSet())));
            if (!more) {
                return groups;
            }
        }
    }

    /** Whether the contact of its link holds all its keys, the e-mail to the letter. */
    private boolean holdsAll(Line line, boolean identifiers) {
        Person p = links.stream()
                .filter(l -> l.inbox() == line.inbox() && l.source().equals(line.source()))
                .map(l -> byId(l.contact()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return p != null
                && p.account() == line.account()
                && (line.identifier() == null
                        || !identifiers
                        || line.identifier().equals(p.identifier()))
                && (line.email() == null || line.email().equals(p.email()))
                && (line.phone() == null || line.phone().equals(p.phone()));
    }

    private static Set<Integer> union(Set<Set<Integer>> groups) {
        return groups.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static Set<String> keys(Line line, boolean identifiers, Set<String> attributes) {
        return keys(
                line.account(), line.identifier(), line.email(), line.phone(), line.custom(), identifiers, attributes);
    }

    /**
     * @param concern which keys concern others even if a line names them that is not at work; those of attributes always do
     * @param work ordinals of the lines at work
     */
    private Map<String, Set<String>> near(
            boolean identifiers, Set<String> attributes, Predicate<String> concern, Set<Integer> work) {
        Map<String, Set<String>> near = new HashMap<>();
        for (Line line : lines) {
            String node = "line " + line.ordinal();
            near.computeIfAbsent(node, n -> new HashSet<>());
            if (line.source() != null) {
                join(near, node, "link " + line.inbox() + line.source());
            }
            keys(line, identifiers, attributes).stream()
                    .filter(key -> work.contains(line.ordinal())
                            || attributes.stream().anyMatch(key::startsWith)
                            || concern.test(key))
                    .forEach(key -> join(near, node, key));
        }
        for (Person p : people) {
            keys(p.account(), p.identifier(), lower(p.email()), p.phone(), p.custom(), identifiers, attributes).stream()
                    // A key that no line names is nobody's concern.
                    .filter(near::containsKey)
                    .forEach(key -> join(near, "contact " + p.id(), key));
        }
        for (Known link : links) {
            if (byId(link.contact()) != null) {
                join(near, "link " + link.inbox() + link.source(), "contact " + link.contact());
            }
        }
        return near;
    }

    private static Set<String> keys(
            int account,
            @Nullable String identifier,
            @Nullable String email,
            @Nullable String phone,
            String custom,
            boolean identifiers,
            Set<String> attributes) {
        Set<String> keys = new HashSet<>();
        if (identifier != null && identifiers) {
            keys.add("identifier " + account + identifier);
        }
        if (email != null) {
            keys.add("email " + account + email);
        }
        if (phone != null) {
            keys.add("phone " + account + phone);
        }
        for (String attribute : attributes) {
            int at = custom.indexOf('"' + attribute + "\": ");
            String value =
                    at < 0 ? "" : custom.substring(at + attribute.length() + 4).replaceAll("[},].*", "");
            if (value.matches("\"?\\d+\"?|\"[a-z]+\"")) {
                keys.add(attribute + account + value.replace("\"", ""));
            }
        }
        return keys;
    }

    private static void join(Map<String, Set<String>> near, String a, String b) {
        near.computeIfAbsent(a, n -> new HashSet<>()).add(b);
        near.computeIfAbsent(b, n -> new HashSet<>()).add(a);
    }

    private static Set<Set<Integer>> closure(Map<String, Set<String>> near) {
        Set<Set<Integer>> groups = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (String start : near.keySet()) {
            Set<Integer> group = new TreeSet<>();
            Deque<String> todo = new ArrayDeque<>(new LinkedHashSet<>(Set.of(start)));
            while (!todo.isEmpty()) {
                String node = todo.pop();
                if (seen.add(node)) {
                    if (node.startsWith("line ")) {
                        group.add(Integer.valueOf(node.substring(5)));
                    }
                    todo.addAll(near.get(node));
                }
            }
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** Writes all of it; returns the number of a staged run. */
    long into(TestDatabase database) {
        database.sql("truncate contacts, contact_inboxes");
        people.forEach(p -> database.sql(
                "insert into contacts (id, account_id, identifier, email, phone_number, custom_attributes,"
                        + " created_at, updated_at) values (?, ?, ?, ?, ?, ?::jsonb, now(), now())",
                p.id(),
                p.account(),
                p.identifier(),
                p.email(),
                p.phone(),
                p.custom()));
        links.forEach(l -> database.sql(
                "insert into contact_inboxes (inbox_id, source_id, contact_id, created_at, updated_at)"
                        + " values (?, ?, ?, now(), now())",
                l.inbox(),
                l.source(),
                l.contact()));
        long run = newRun(database);
        lines.forEach(l -> database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, identifier, email,"
                        + " phone, name, custom, raw) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'Ada', ?::jsonb, '')",
                run,
                l.ordinal(),
                l.ordinal() + 1,
                l.account(),
                l.inbox(),
                l.source(),
                l.identifier(),
                l.email(),
                l.phone(),
                l.custom()));
        return run;
    }

    /** A run whose only line says of Ada what is stored of her, and nobody else is there. */
    static long oneLineForAda(TestDatabase database) {
        database.sql("truncate contacts, contact_inboxes");
        database.sql("delete from staged_row");
        database.sql(
                "insert into contacts (id, account_id, name, identifier, email, phone_number, contact_type, created_at,"
                        + " updated_at) values (1, 1, 'Ada', 'crm-1', 'ada@x', '+1', 1, now(), now())");
        database.sql("insert into contact_inboxes (inbox_id, source_id, contact_id, created_at, updated_at)"
                + " values (1, 'ada', 1, now(), now())");
        long run = newRun(database);
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, identifier, email, phone,"
                        + " raw) values (" + run + ", 1, 2, 1, 1, 'ada', 'crm-1', 'ada@x', '+1', '')");
        return run;
    }

    /** A run without lines. */
    static long newRun(TestDatabase database) {
        long run = (Long) database.value(
                "insert into run (id, file_name, file_size, sha256, format, settings, fingerprint, status, stage_done,"
                        + " started_at) values (gen_random_uuid()::text, 'f.csv', 1, '00', 'csv', '{}', '', 'running',"
                        + " true, now()) returning no");
        database.sql("select open_run_partitions(?)", run);
        return run;
    }

    @Override
    public String toString() {
        return "people " + people + "\nlinks " + links + "\nlines " + lines;
    }
}

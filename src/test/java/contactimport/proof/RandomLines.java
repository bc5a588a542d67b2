package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A file for a platform: lines that find people, miss them, and get in each other's way. */
final class RandomLines {

    private final SplittableRandom random;
    private final Tables tables;
    private final Settings settings;
    private final boolean csv;
    private final boolean otherKeys;
    private final List<Line> lines = new ArrayList<>();

    RandomLines(SplittableRandom random, Tables tables, Settings settings, boolean csv) {
        this.random = random;
        this.tables = tables;
        this.settings = settings;
        this.csv = csv;
        otherKeys = !settings.match().equals(List.of("source-id"));
    }

    List<Line> make() {
        int count = one(2) ? 1 + random.nextInt(8) : 1 + random.nextInt(30);
        while (lines.size() < count) {
            switch (random.nextInt(24)) {
                case 0 -> swap();
                case 1 -> chain();
                case 2, 6 -> createdThenAbsorbed();
                case 3 -> releasedAndTaken();
                case 4 -> again();
                case 5 -> odd();
                default -> lines.add(Line.patch(line(box())));
            }
        }
        // A file none of whose lines finds its inbox is refused as a whole.
        if (!Reference.run(tables, lines, csv, settings).anyInbox()) {
            lines.add(Line.of("inbox_identifier", goodBox().text("identifier"), "contact_identifier", "s1"));
        }
        return lines;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> pool) {
        return Pools.pick(random, pool);
    }

    /** The channel that a line addresses, mostly one that the settings allow. */
    private Row box() {
        return one(20) ? pick(tables.rows("channel_api")) : goodBox();
    }

    private Row goodBox() {
        Row box = allowedBox();
        return linksOf(box).isEmpty() ? allowedBox() : box; // where nobody is known there is less to see
    }

    private Row allowedBox() {
        return pick(tables.rows("channel_api").stream()
                .filter(c -> settings.inbox() == null || c.is("identifier", settings.inbox()))
                .filter(c -> settings.account() == null || c.is("account_id", settings.account()))
                .toList());
    }

    private Row inboxOf(Row box) {
        return tables.rows("inboxes").stream()
                .filter(i -> i.is("channel_id", box.id()) && i.is("channel_type", "Channel::Api"))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> linksOf(Row box) {
        Row inbox = inboxOf(box);
        return tables.rows("contact_inboxes").stream()
                .filter(l -> l.is("inbox_id", inbox.id()))
                .toList();
    }

    private Map<String, Object> line(Row box) {
        List<Row> links = linksOf(box);
        Row link = links.isEmpty() || one(settings.mode() == Mode.UPDATE ? 12 : 4) ? null : pick(links);
        Map<String, Object> line = addressed(box, sourceId(link));
        Row subject = link == null ? null : tables.find("contacts", link.number("contact_id"));
        fill(line, subject);
        aim(line, subject);
        sign(line, box);
        spoil(line);
        return line;
    }

    private Map<String, Object> addressed(Row box, String sourceId) {
        Map<String, Object> line = new LinkedHashMap<>();
        boolean blank = settings.inbox() != null && one(2) || one(50);
        line.put("inbox_identifier", blank ? blank() : one(80) ? "box-9" : box.text("identifier"));
        line.put("contact_identifier", sourceId);
        return line;
    }

    private String sourceId(Row link) {
        if (one(otherKeys ? 3 : 25)) {
            return blank();
        }
        return link != null ? link.text("source_id") : one(4) ? pick(Pools.SOURCES) : pick(Pools.FRESH);
    }

    private String blank() {
        return one(3) ? null : one(4) ? " \u00a0" : "";
    }

    private void fill(Map<String, Object> line, Row subject) {
        if (one(2)) {
            line.put("identifier", identifier(subject));
        }
        if (one(2)) {
            line.put("email", email(subject));
        }
        if (one(3)) {
            line.put(
                    "phone_number",
                    one(8) ? blank() : one(15) ? " +1111 " : own(subject, "phone_number", Pools.PHONES));
        }
        if (one(3)) {
            line.put("name", one(6) ? blank() : one(8) ? "\u2003Ada\n" : own(subject, "name", Pools.NAMES));
        }
        if (one(6)) {
            line.put("additional_attributes.city", one(5) ? blank() : pick(Pools.CITIES));
        }
        if (one(8)) {
            line.put("additional_attributes.country", one(5) ? blank() : pick(Pools.COUNTRIES));
        }
        if (one(20)) {
            line.put("additional_attributes.company_name", "Co");
        }
        custom(line);
    }

    /** Mostly, a line has a value for at least one key of --match. */
    private void aim(Map<String, Object> line, Row subject) {
        String key = pick(settings.match());
        if (one(15)) {
            return;
        }
        if (key.equals("identifier") && Texts.blank(line.get(key))) {
            line.put(key, own(subject, key, Pools.IDENTIFIERS));
        } else if (key.equals("email") && Texts.blank(line.get(key))) {
            line.put(key, own(subject, key, Pools.EMAILS));
        } else if (key.equals("phone") && Texts.blank(line.get("phone_number"))) {
            line.put("phone_number", pick(Pools.PHONES));
        } else if (key.equals("custom_attributes.crm") && line.get("custom_attributes") == null) {
            line.put("custom_attributes", Json.object(pick(List.of("{\"crm\":\"x1\"}", "{\"crm\":42}"))));
        }
    }

    private Object own(Row subject, String column, List<String> pool) {
        boolean own = subject != null && one(2) && !Texts.blank(subject.get(column));
        return own ? subject.get(column) : pick(pool);
    }

    private Object identifier(Row subject) {
        if (one(8)) {
            return blank();
        }
        Object identifier = own(subject, "identifier", Pools.IDENTIFIERS);
        if (subject != null && !Texts.blank(subject.get("identifier")) && !one(4)) {
            identifier = subject.get("identifier"); // another one would mostly be refused
        }
        return identifier.equals("42") && one(2) ? new BigDecimal(42) : identifier;
    }

    private Object email(Row subject) {
        if (one(8)) {
            return blank();
        }
        String email = (String) own(subject, "email", one(4) ? Pools.MIXED : Pools.EMAILS);
        return one(6) ? email.toUpperCase() : one(12) ? " " + email + "\u00a0" : email;
    }

    private void custom(Map<String, Object> line) {
        Map<String, Object> custom = null;
        if (one(3)) {
            custom = Json.object(pick(Pools.LINE_CUSTOM));
            line.put("custom_attributes", custom);
        }
        boolean matches = settings.match().contains("custom_attributes.crm");
        if (!one(matches ? 2 : 8)) {
            return;
        }
        if (csv && one(2)) {
            line.put("custom_attributes.crm", one(6) ? blank() : pick(List.of("x1", "x2", "42")));
        } else if (custom == null) {
            custom = new LinkedHashMap<>();
            line.put("custom_attributes", custom);
            custom.put("crm", Json.parse(pick(Pools.CRM)));
        }
    }

    private void sign(Map<String, Object> line, Row box) {
        boolean needed = box.flag("hmac_mandatory") || settings.hmac() == Hmac.REQUIRE;
        String identifier = Texts.of(line.get("identifier"));
        boolean sign = needed ? !one(15) : one(identifier == null ? 50 : box.get("hmac_token") == null ? 25 : 3);
        if (needed && identifier == null && settings.hmacBind() && !one(8)) {
            identifier = pick(Pools.IDENTIFIERS); // a hash of nothing would be refused
            line.put("identifier", identifier);
        }
        if (sign) {
            String hash = Worlds.hash(box, Texts.signed(line.get("identifier")));
            line.put("identifier_hash", one(40) ? bad(hash) : hash);
        } else if (one(10)) {
            line.put("identifier_hash", blank());
        }
    }

    private String bad(String hash) {
        return one(3) ? hash.toUpperCase() + "A" : one(2) ? hash.substring(0, 63) : "f".repeat(64);
    }

    /** Now and then a value that must be refused, or that cannot be applied. */
    private void spoil(Map<String, Object> line) {
        switch (random.nextInt(140)) {
            case 0 -> line.put("email", "nobody");
            case 1 -> line.put("email", "two@at@x");
            case 2 -> line.put("phone_number", "+0123");
            case 3 -> line.put("name", "x".repeat(256));
            case 4 -> line.put("custom_attributes", "{nope");
            case 5 -> line.put("custom_attributes", new ArrayList<>(List.of("x")));
            case 6 -> line.put("avatar_url", "ftp://pictures.example/a.png");
            case 7 -> line.put("avatar_url", "https://pictures.example/a.png");
            case 8 -> line.put("avatar", "a.png");
            case 9 -> line.put("custom_attributes", Json.object("{\"big\":1e200000}"));
            case 10 -> line.put("custom_attributes", Json.object("{\"nul\":\"\\u0000\"}"));
            case 11, 13, 14 -> spoilJson(line);
            case 12 -> line.put("name", "\ud83d\ude00".repeat(255));
            case 15, 16 -> line.put("custom_attributes", Json.object(pick(Pools.LINE_DEEP)));
            default -> {}
        }
    }

    private void spoilJson(Map<String, Object> line) {
        if (csv) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> line.put("name", "half \ud83d");
            case 1 -> line.put(pick(List.of("email", "inbox_identifier", "identifier_hash")), List.of("a@x"));
            case 2 -> line.put("contact_identifier", Map.of("id", "s1"));
            case 3 -> line.put("emial", "a@x");
            case 4 -> line.put("name", true);
            default -> line.put("name", "nul \u0000");
        }
        if (one(6)) {
            line.put(pick(List.of("inbox_identifier", "contact_identifier")), blank());
        }
    }

    private void odd() {
        lines.add(Line.of(one(2) ? Line.Kind.BLANK : csv ? Line.Kind.RAGGED : Line.Kind.UNREADABLE));
    }

    /** The same line once more. */
    private void again() {
        if (!lines.isEmpty()) {
            lines.add(pick(lines));
        }
    }

    /** Two people exchange a key by way of a third value. */
    private void swap() {
        Row box = goodBox();
        List<Row> links = linksOf(box);
        if (links.size() > 1) {
            List<String> keys = key();
            add(box, links.get(0), keys.get(0), keys.get(1));
            add(box, links.get(1), keys.get(0), keys.get(2));
            add(box, links.get(0), keys.get(0), keys.get(3));
            add(box, links.get(1), keys.get(0), keys.get(1));
            add(box, links.get(0), keys.get(0), keys.get(2));
        }
    }

    /** One gives a key away, the next takes it. */
    private void releasedAndTaken() {
        Row box = goodBox();
        List<Row> links = linksOf(box);
        if (!links.isEmpty()) {
            List<String> keys = key();
            add(box, pick(links), keys.get(0), keys.get(1));
            add(box, pick(links), keys.get(0), keys.get(2));
            add(box, pick(links), keys.get(0), keys.get(1));
        }
    }

    /** Three people one after the other reach for the same key, and for each other's. */
    private void chain() {
        Row box = goodBox();
        List<Row> links = linksOf(box);
        if (links.size() > 2) {
            for (int i = 0; i < 3; i++) {
                Map<String, Object> line = addressed(box, links.get(i).text("source_id"));
                line.put("email", Pools.EMAILS.get(i % 2));
                line.put("phone_number", Pools.PHONES.get((i + 1) / 2));
                addSigned(box, line);
            }
        }
    }

    /** Somebody new, met again under a key of somebody else. */
    private void createdThenAbsorbed() {
        if (settings.mode() == Mode.UPDATE) {
            return;
        }
        Row box = goodBox();
        List<String> keys = key();
        String fresh = pick(Pools.FRESH);
        Map<String, Object> first = addressed(box, fresh);
        first.put(keys.get(0), keys.get(1));
        first.put("name", "New");
        addSigned(box, first);
        Map<String, Object> second = addressed(
                box,
                one(2) || linksOf(box).isEmpty() ? fresh : pick(linksOf(box)).text("source_id"));
        second.put(keys.get(0), one(2) ? keys.get(1) : keys.get(2));
        second.put("phone_number", pick(Pools.PHONES));
        addSigned(box, second);
    }

    private void add(Row box, Row link, String field, String value) {
        Map<String, Object> line = addressed(box, link.text("source_id"));
        line.put(field, value);
        addSigned(box, line);
    }

    private void addSigned(Row box, Map<String, Object> line) {
        sign(line, box);
        lines.add(Line.patch(line));
    }

    /** A field and three different values for it. */
    private List<String> key() {
        String field = pick(List.of("email", "email", "phone_number", "identifier"));
        List<String> pool = new ArrayList<>(
                field.equals("email") ? Pools.EMAILS : field.equals("identifier") ? Pools.IDENTIFIERS : Pools.PHONES);
        List<String> key = new ArrayList<>(Arrays.asList(field));
        while (key.size() < 4) {
            key.add(pool.remove(random.nextInt(pool.size())));
        }
        return key;
    }
}

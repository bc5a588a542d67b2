package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The file as it comes every night, in some worlds: a line for most links, with the keys that its contact has, another name or
 * other attributes; few others. Drawn apart so that all other worlds stay what their seeds made them.
 */
final class QuietFiles {

    private static final List<String> CUSTOM = List.of(
            "{}",
            "{\"plan\":\"a\"}",
            "{\"n\":1}",
            "{\"n\":1.0,\"plan\":\"b\"}",
            "{\"n\":null}",
            "{\"list\":[1,{\"a\":1.50}],\"t\":false}",
            "{\"list\":[1.0,{\"a\":{\"b\":2}}]}",
            "{\"o\":\"text\",\"z\":0}",
            "{\"o\":{\"p\":{\"q\":1.0}}}",
            "{\"o\":{\"new\":1}}",
            "{\"d\":5}",
            "{\"\\u00e9\\ud83d\\ude00\":\"\\u00e9\"}");

    private final SplittableRandom random;
    private final boolean quiet;

    QuietFiles(long seed) {
        random = new SplittableRandom(seed ^ 0x9a1e7L);
        quiet = one(8);
    }

    Settings settings(Settings settings) {
        return quiet && !one(5) ? settings.withMatch(Settings.defaultMatch(settings.mode())) : settings;
    }

    /** Some more contacts that nobody else collides with, as the platform writes them, and a few as it does not. */
    Tables tables(Tables tables) {
        for (int i = quiet ? 4 + random.nextInt(12) : 0; i > 0; i--) {
            Row inbox = Pools.pick(
                    random,
                    tables.rows("inboxes").stream()
                            .filter(in -> in.is("channel_type", "Channel::Api"))
                            .toList());
            long id = 500 + i;
            tables.add("contacts", contact(id, inbox.number("account_id")));
            tables.add(
                    "contact_inboxes",
                    Row.of("id", id, "contact_id", id, "inbox_id", inbox.id(), "source_id", "quiet-" + id)
                            .with("hmac_verified", one(3))
                            .with("pubsub_token", "pubsub-" + id)
                            .with("created_at", "2024-01-01T00:00:00"));
        }
        return tables;
    }

    private Row contact(long id, long account) {
        boolean city = one(3);
        return Row.of("id", id, "account_id", account)
                .with("name", one(8) ? null : one(8) ? "" : Pools.pick(random, Pools.NAMES))
                .with("email", one(4) ? null : "quiet" + id + "@x")
                .with("phone_number", one(4) ? (one(4) ? "" : null) : "+9" + id)
                .with("identifier", one(4) ? null : "Q" + id)
                .with("additional_attributes", one(12) ? null : Json.object(city ? "{\"city\":\"Rome\"}" : "{}"))
                .with("custom_attributes", one(12) ? null : Json.object(Pools.pick(random, Pools.STORED_CUSTOM)))
                .with("contact_type", one(6) ? 0 : 1 + random.nextInt(2))
                .with("location", one(8) ? "Elsewhere" : city ? "Rome" : one(2) ? "" : null)
                .with("country_code", one(2) ? "" : null);
    }

    List<Line> lines(List<Line> lines, Tables tables, Settings settings) {
        if (!quiet) {
            return lines;
        }
        List<Line> made = new ArrayList<>();
        for (Row link : tables.rows("contact_inboxes")) {
            Row contact = tables.find("contacts", link.number("contact_id"));
            if (contact != null && !one(6)) {
                made.add(Line.patch(line(link, contact, tables, settings)));
            }
        }
        lines.stream().filter(line -> made.isEmpty() || one(10)).forEach(made::add);
        return made;
    }

    private Map<String, Object> line(Row link, Row contact, Tables tables, Settings settings) {
        Row inbox = tables.find("inboxes", link.number("inbox_id"));
        Row channel = tables.find("channel_api", inbox.number("channel_id"));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("inbox_identifier", channel.text("identifier"));
        line.put("contact_identifier", link.text("source_id"));
        for (String key : List.of("identifier", "email", "phone_number")) {
            if (one(2) && contact.id() > 500 && !Texts.blank(contact.get(key))) {
                line.put(key, contact.get(key));
            }
        }
        if (!one(3)) {
            line.put("name", one(4) ? contact.get("name") : Pools.pick(random, Pools.NAMES));
        }
        if (!one(3)) {
            line.put("custom_attributes", Json.object(Pools.pick(random, CUSTOM)));
        }
        if (one(8)) {
            line.put("additional_attributes.city", "Rome");
        }
        boolean needed = channel.flag("hmac_mandatory") || settings.hmac() == Hmac.REQUIRE;
        if (channel.get("hmac_token") != null && (needed || one(4))) {
            line.put("identifier_hash", Worlds.hash(channel, Texts.signed(line.get("identifier"))));
        }
        return line;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}

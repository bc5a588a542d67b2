package contactimport.proof;

import contactimport.contact.Link;
import contactimport.contact.MatchKey;
import contactimport.contact.Outcome;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Warning;
import contactimport.merge.Decision;
import contactimport.merge.Ids;
import contactimport.merge.Key;
import contactimport.merge.Keys;
import contactimport.merge.Merger;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import contactimport.merge.People;
import contactimport.merge.UndoEntry;
import contactimport.patch.ColumnMapping;
import contactimport.source.Format;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.verify.HmacKey;
import contactimport.verify.Inbox;
import contactimport.verify.Inboxes;
import contactimport.verify.VerifiedPatch;
import contactimport.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The product's pure packages, source → patch → verify → merge, over plain rows and without a database: contacts and links
 * only, chunk by chunk. Thousands of worlds a minute.
 */
final class RulesInMemory {

    private final Tables db;
    private final World world;
    private final Rules rules;
    private final Map<Long, LineResult> lines = new TreeMap<>();
    private final MemoryLedger ledger = new MemoryLedger();
    private final Ids ids = new Ids() {
        private long next = 500_000;

        @Override
        public long nextContact() {
            return next++;
        }

        @Override
        public long nextLink() {
            return next++;
        }

        @Override
        public String nextSourceId() {
            return UUID.randomUUID().toString();
        }
    };

    private record Staged(long line, VerifiedPatch patch) {}

    RulesInMemory(World world, Tables before) {
        this.world = world;
        db = before.copy();
        rules = ProductRules.of(world.settings());
    }

    /** What it did, to be undone. */
    MemoryLedger ledger() {
        return ledger;
    }

    Tables tables() {
        return db;
    }

    EngineResult run() {
        List<Staged> staged = withoutDuplicates(stage());
        for (int from = 0; from < staged.size(); from += world.chunk()) {
            merge(staged.subList(from, Math.min(staged.size(), from + world.chunk())));
        }
        boolean rejects = lines.values().stream().anyMatch(LineResult::isRejected);
        long unchanged = lines.values().stream()
                .filter(l -> l.outcome().equals("unchanged"))
                .count();
        return new EngineResult(rejects ? "completed_with_rejects" : "completed", lines.size(), unchanged, lines);
    }

    private List<Staged> withoutDuplicates(List<Staged> staged) {
        List<String> addresses = staged.stream().map(s -> address(s.patch())).toList();
        List<Staged> left = new ArrayList<>();
        for (int i = 0; i < staged.size(); i++) {
            int first = addresses.indexOf(addresses.get(i));
            boolean counts = switch (rules.duplicates()) {
                case LAST -> true;
                case FIRST -> first == i;
                case REJECT -> first == addresses.lastIndexOf(addresses.get(i));
            };
            if (counts) {
                left.add(staged.get(i));
            } else {
                lines.put(staged.get(i).line(), LineResult.rejected("DUPLICATE_LINE"));
            }
        }
        return left;
    }

    private String address(VerifiedPatch patch) {
        for (MatchKey key : rules.match()) {
            Object value = switch (key.kind()) {
                case SOURCE_ID -> patch.sourceId();
                case IDENTIFIER -> rules.assignsIdentifier() ? patch.identifier() : null;
                case EMAIL -> patch.email().value();
                case PHONE -> patch.phone().value();
                case ATTRIBUTE -> Texts.matchText(patch.custom().get(key.attribute()));
            };
            if (value != null) {
                return key + " " + (key.kind() == MatchKey.Kind.SOURCE_ID ? patch.inboxId() : patch.accountId()) + " "
                        + value;
            }
        }
        throw new AssertionError("a line without a key was staged");
    }

    private List<Staged> stage() {
        List<Staged> staged = new ArrayList<>();
        byte[] bytes = WorldFile.of(world).text().getBytes(StandardCharsets.UTF_8);
        SourceOptions options = new SourceOptions(world.csv() ? Format.CSV : Format.JSONL, 1 << 20);
        Verifier verifier = new Verifier(inboxes(), rules);
        try (Source source = Sources.open(new ByteArrayInputStream(bytes), "world", options)) {
            ColumnMapping mapping = ColumnMapping.of(source.header(), rules, ProductRules.columnsOf(world.settings()));
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                long line = row.line();
                mapping.from(row)
                        .then(verifier::verify)
                        .fold(patch -> staged.add(new Staged(line, patch)), reasons -> reject(line, reasons));
            }
        }
        return staged;
    }

    private Inboxes inboxes() {
        List<Inbox> inboxes = new ArrayList<>();
        for (Row row : db.rows("inboxes")) {
            Row channel = db.find("channel_api", row.number("channel_id"));
            if (row.is("channel_type", "Channel::Api") && channel != null) {
                String token = channel.text("hmac_token");
                inboxes.add(new Inbox(
                        row.id(),
                        row.number("account_id").intValue(),
                        channel.text("identifier"),
                        "name",
                        channel.flag("hmac_mandatory"),
                        token == null ? null : new HmacKey(token)));
            }
        }
        return new Inboxes(inboxes);
    }

    private boolean reject(long line, List<Reason> reasons) {
        lines.put(line, LineResult.rejected(Reason.codes(reasons)));
        return false;
    }

    private void merge(List<Staged> chunk) {
        Set<Key> keys = new HashSet<>();
        Set<LinkKey> links = new HashSet<>();
        Set<Long> contacts = new HashSet<>();
        Set<InboxOf> all = new HashSet<>();
        Merger merger = new Merger(rules, ids);
        while (true) {
            People people = people(keys, links, contacts, all);
            List<Decision> decisions = new ArrayList<>();
            chunk.forEach(s -> decisions.add(merger.decide(people, s.patch(), Map.of())));
            if (people.missing().isEmpty()) {
                Map<Long, Long> absorbers = new HashMap<>();
                for (int i = 0; i < chunk.size(); i++) {
                    record(chunk.get(i), decisions.get(i), absorbers);
                }
                write(people, absorbers);
                for (int i = 0; i < chunk.size(); i++) {
                    keep(chunk.get(i), decisions.get(i));
                }
                return;
            }
            keys.addAll(people.missing().keys());
            links.addAll(people.missing().links());
            contacts.addAll(people.missing().contacts());
            all.addAll(people.missing().inboxesOf());
        }
    }

    private People people(Set<Key> keys, Set<LinkKey> links, Set<Long> contacts, Set<InboxOf> all) {
        People people = new People(rules.match());
        links.forEach(people::knowAbsent);
        contacts.forEach(people::knowAbsent);
        for (Row row : db.rows("contact_inboxes")) {
            Link link = MemoryRows.link(row);
            if (links.contains(new LinkKey(link.inboxId(), link.sourceId()))
                    || all.contains(new InboxOf(link.contactId(), link.inboxId()))) {
                people.know(link);
            }
        }
        all.forEach(people::knowOldest);
        for (Row row : db.rows("contacts")) {
            if (row.isMalformed()) {
                people.knowUnreadable(MemoryRows.contact(row));
            } else {
                people.know(MemoryRows.contact(row));
            }
        }
        for (Key key : keys) {
            List<Long> holders = new ArrayList<>();
            for (Row row : db.rows("contacts")) {
                if (row.is("account_id", key.accountId()) && Keys.holds(MemoryRows.contact(row), key)) {
                    holders.add(row.id());
                }
            }
            people.know(key, holders, true);
        }
        return people;
    }

    private void record(Staged staged, Decision decision, Map<Long, Long> absorbers) {
        decision.fold(
                applied -> {
                    List<String> warnings = new ArrayList<>();
                    for (Warning w : staged.patch().warnings()) {
                        warnings.add(w.code().name());
                    }
                    applied.warnings().forEach(w -> warnings.add(w.code().name()));
                    lines.put(
                            staged.line(),
                            new LineResult(applied.outcome().label(), "", warnings, applied.contactId()));
                    applied.absorbed().forEach(id -> absorbers.put(id, staged.line()));
                    return true;
                },
                rejected -> reject(staged.line(), rejected.reasons()));
    }

    /** What an undo needs. */
    private void keep(Staged staged, Decision decision) {
        if (decision instanceof Decision.Applied applied && applied.outcome() != Outcome.UNCHANGED) {
            ledger.entries.add(new UndoEntry(
                    staged.line(),
                    staged.line(),
                    applied.outcome(),
                    applied.contactId(),
                    applied.changes().before(),
                    applied.changes().after(),
                    ledger.absorbedBy(staged.line()),
                    List.of(),
                    null));
        }
    }

    private void write(People people, Map<Long, Long> absorbers) {
        people.written().absorptions().forEach(a -> {
            long id = a.absorbed().id();
            Row stored = db.find("contacts", id);
            Row whole = stored == null ? ComparisonTest.DEFAULTS.get("contacts").copy() : stored.copy();
            if (a.unwritten() != null) {
                MemoryRows.fill(whole, a.unwritten());
            }
            ledger.absorb(db, absorbers.get(id), whole, people.written().settled(id));
        });
        ledger.moveGiven(people.written().givenToAbsorbed());
        people.written().updates().forEach(id -> MemoryRows.fill(db.find("contacts", id), people.present(id)));
        people.written().inserts().forEach(id -> {
            Row row = ComparisonTest.DEFAULTS.get("contacts").copy();
            db.add("contacts", MemoryRows.fill(row.with("created_at", ComparisonTest.NOW), people.present(id)));
        });
        people.written().linkUpdates().forEach(link -> MemoryRows.fill(db.find("contact_inboxes", link.id()), link));
        people.written().linkInserts().forEach(link -> {
            Row row = Row.of("created_at", ComparisonTest.NOW, "pubsub_token", "token-of-the-product-" + link.id());
            db.add("contact_inboxes", MemoryRows.fill(row, link));
        });
    }
}

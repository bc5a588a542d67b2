package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.IdentifierUse;
import contactimport.proof.Settings.Mode;
import contactimport.proof.Settings.OnConflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SEMANTICS.md, read aloud: every line is applied alone, one after another, in file order, to plain rows, by looking through
 * all of them every time. Nothing here is fast and nothing is shared with the product.
 *
 * <p>Contacts it creates have ids -1, -2, …; what the database or the importer would generate stays {@link #NOW}, {@link
 * #GENERATED} or null.
 */
final class Reference {

    /** In created_at and updated_at: a time within the run. */
    static final String NOW = "(now)";
    /** In source_id and pubsub_token: something fresh. */
    static final String GENERATED = "(generated)";

    /**
     * @param lines one result a line, null where the line was skipped
     * @param anyInbox whether at least one line found its inbox; if none does, a run does not begin
     */
    record Result(Tables tables, List<LineResult> lines, boolean anyInbox, Books books) {}

    private final Tables db;
    private final Settings settings;
    private final boolean csv;
    private final Books books = new Books();
    private boolean anyInbox;
    private long lastContact;

    private Reference(Tables db, Settings settings, boolean csv) {
        this.db = db;
        this.settings = settings;
        this.csv = csv;
    }

    static Result run(Tables before, List<Line> lines, boolean csv, Settings settings) {
        Reference reference = new Reference(before.copy(), settings, csv);
        List<LineResult> results = new ArrayList<>();
        List<String> addresses = lines.stream().map(reference::address).toList();
        for (int i = 0; i < lines.size(); i++) {
            results.add(
                    reference.counts(addresses, i)
                            ? reference.apply(lines.get(i))
                            : LineResult.rejected("DUPLICATE_LINE"));
        }
        return new Result(reference.db, results, reference.anyInbox, reference.books);
    }

    /** "--duplicates": whether a line applies beside the others that address the same contact. */
    private boolean counts(List<String> addresses, int i) {
        String address = addresses.get(i);
        if (address == null) {
            return true;
        }
        return switch (settings.duplicates()) {
            case LAST -> true;
            case FIRST -> addresses.indexOf(address) == i;
            case REJECT -> addresses.indexOf(address) == addresses.lastIndexOf(address);
        };
    }

    /**
     * Whom a line addresses, as the file alone says: the first key of --match that it has a value for. Null if it is skipped, or
     * refused by a check that needs no contact.
     */
    private String address(Line line) {
        if (line.kind() == Line.Kind.BLANK || csv && isPatch(line) && allBlank(line)) {
            return null;
        }
        try {
            Emptied emptied = Emptied.of(line, settings);
            new Readable(settings).check(line, emptied);
            Row inbox = inbox(emptied.rest());
            anyInbox = true;
            Patch patch = Patch.of(emptied, settings, inbox, signed(emptied.rest(), inbox));
            for (String key : settings.match()) {
                if (patch.matchValue(key) != null) {
                    Object where = key.equals("source-id") ? inbox.id() : inbox.number("account_id");
                    return key + " " + where + " " + patch.matchValue(key);
                }
            }
            return null;
        } catch (Rejection e) {
            return null;
        }
    }

    private LineResult apply(Line line) {
        // "A blank line, or a CSV record whose cells are all blank, is skipped and counted as nothing."
        if (line.kind() == Line.Kind.BLANK || csv && isPatch(line) && allBlank(line)) {
            return null;
        }
        Tables before = db.copy();
        try {
            return decide(line);
        } catch (Rejection e) {
            db.become(before); // "A line that is rejected changes nothing at all, hmac_verified included."
            return LineResult.rejected(e.codes);
        }
    }

    private static boolean isPatch(Line line) {
        return line.kind() == Line.Kind.PATCH;
    }

    private static boolean allBlank(Line line) {
        return line.fields().values().stream().allMatch(Texts::blank);
    }

    private LineResult decide(Line line) {
        Emptied emptied = Emptied.of(line, settings);
        new Readable(settings).check(line, emptied);
        Row inbox = inbox(emptied.rest());
        anyInbox = true;
        boolean signed = signed(emptied.rest(), inbox);
        Patch patch = Patch.of(emptied, settings, inbox, signed);
        return new Turn(patch).take();
    }

    // 2. "Inbox: an API inbox with this identifier exists, else INBOX_NOT_FOUND"
    private Row inbox(Line line) {
        String cell = Texts.of(line.get("inbox_identifier"));
        // "--inbox fills blank cells; a cell that differs from it rejects the line"
        if (cell != null && settings.inbox() != null && !cell.equals(settings.inbox())) {
            throw new Rejection("OTHER_INBOX");
        }
        String identifier = cell == null ? settings.inbox() : cell;
        for (Row inbox : db.rows("inboxes")) {
            Row channel = db.find("channel_api", inbox.number("channel_id"));
            if (inbox.is("channel_type", "Channel::Api") && channel != null && channel.is("identifier", identifier)) {
                // "with --account ID, of that account, else OTHER_ACCOUNT"
                if (settings.account() != null && !inbox.is("account_id", settings.account())) {
                    throw new Rejection("OTHER_ACCOUNT");
                }
                return inbox;
            }
        }
        throw new Rejection("INBOX_NOT_FOUND");
    }

    // 3. Whether the line carries a hash that was found right.
    private boolean signed(Line line, Row inbox) {
        Row channel = db.find("channel_api", inbox.number("channel_id"));
        String hash = Texts.of(line.get("identifier_hash"));
        // "Policy skip: hashes neither needed nor looked at, no link becomes verified"
        if (settings.hmac() == Hmac.SKIP) {
            return false;
        }
        if (hash == null) {
            // "blank and mandatory → HMAC_REQUIRED … Policy require: every line signed."
            if (settings.hmac() == Hmac.REQUIRE || channel.flag("hmac_mandatory")) {
                throw new Rejection("HMAC_REQUIRED");
            }
            return false; // "blank hash and the inbox's hmac_mandatory false → allowed, unverified"
        }
        // "the hash must equal the expected hex exactly; the signed text is identifier as given, or the empty text
        // when absent; else HMAC_INVALID (also when the inbox has no token)"
        String text = Texts.signed(line.get("identifier"));
        String token = channel.text("hmac_token");
        if (token == null || !Texts.hmac(token, text).equals(hash)) {
            throw new Rejection("HMAC_INVALID");
        }
        return true;
    }

    /** One line's turn: from finding the contact to writing it. */
    private final class Turn {

        private final Patch patch;
        private final long account;
        private final List<String> warnings;
        private Row contact;
        private Row original;
        private String email;
        private String phone;
        private String identifier;
        private boolean created;
        private boolean absorbed;
        private boolean linkChanged;
        private boolean unreadable;
        private final Books turn = new Books();

        Turn(Patch patch) {
            this.patch = patch;
            account = patch.inbox().number("account_id");
            warnings = new ArrayList<>(patch.warnings());
            email = patch.email();
            phone = patch.phone();
            identifier = patch.identifier();
        }

        LineResult take() {
            findContact();
            checkBinding();
            original = contact == null ? null : contact.copy();
            unreadable = contact != null && contact.isMalformed();
            resolveConflict("identifier", patch.identifier());
            resolveConflict("email", patch.email());
            resolveConflict("phone_number", patch.phone());
            // "a stored object that still cannot be read rejects that line STORED_VALUE_UNREADABLE"
            if (unreadable) {
                throw new Rejection("STORED_VALUE_UNREADABLE");
            }
            if (contact == null) {
                create();
            }
            boolean changed = write();
            link();
            String outcome =
                    absorbed ? "merged" : created ? "created" : changed || linkChanged ? "updated" : "unchanged";
            books.add(turn);
            return new LineResult(outcome, "", warnings, contact.id(), changes());
        }

        /** "before/after jsonb of what changed", by column. */
        private Map<String, List<Object>> changes() {
            Map<String, List<Object>> changes = new TreeMap<>();
            for (String column : List.of(
                    "name", "email", "phone_number", "identifier", "contact_type", "location", "country_code")) {
                if (!contact.is(column, original.get(column))) {
                    changes.put(column, Arrays.asList(original.get(column), contact.get(column)));
                }
            }
            for (String column : List.of("additional_attributes", "custom_attributes")) {
                if (!Json.same(original.json(column), contact.json(column))) {
                    changes.put(column, List.of());
                }
            }
            return changes;
        }

        // 5. "by the keys of --match in order"
        private void findContact() {
            boolean anyKey = false;
            for (String key : settings.match()) {
                String value = patch.matchValue(key);
                if (value == null) {
                    continue;
                }
                anyKey = true;
                List<Row> hits = hits(key, value);
                if (hits.size() > 1) {
                    throw new Rejection("AMBIGUOUS_MATCH"); // "Several contacts under one key"
                }
                if (!hits.isEmpty() && isMatch(key, hits.get(0))) {
                    contact = hits.get(0);
                    return;
                }
            }
            if (!anyKey) {
                throw new Rejection("PATH_MISSING"); // "A line without a value for any of the keys"
            }
            if (settings.mode() == Mode.UPDATE) {
                throw new Rejection("CONTACT_NOT_FOUND"); // "None: CONTACT_NOT_FOUND, or created in mode upsert."
            }
        }

        private List<Row> hits(String key, String value) {
            if (key.equals("source-id")) {
                Row link = findLink(value);
                Row linked = link == null ? null : db.find("contacts", link.number("contact_id"));
                // "A link whose contact is gone counts as no link"; "No contact of the account answers" if it is
                // another's
                return linked == null || !linked.is("account_id", account) ? List.of() : List.of(linked);
            } else if (key.startsWith("custom_attributes.")) {
                List<Row> hits = new ArrayList<>();
                for (Row row : contactsOfAccount()) {
                    Object stored = row.json("custom_attributes").get(key.substring("custom_attributes.".length()));
                    if (value.equals(Texts.matchText(stored))) {
                        hits.add(row);
                    }
                }
                return hits;
            }
            return holders(key.equals("phone") ? "phone_number" : key, value);
        }

        // "A contact found by e-mail or phone is not a match when line and contact both have an identifier and they
        // differ, nor one found by phone when both have an e-mail and they differ" (mode upsert)
        private boolean isMatch(String key, Row found) {
            if (settings.mode() == Mode.UPDATE || !key.equals("email") && !key.equals("phone")) {
                return true;
            }
            boolean stranger = identifierDiffers(found) || key.equals("phone") && emailDiffers(found);
            if (stranger && settings.onConflict() == OnConflict.REJECT) {
                throw new Rejection(key.equals("email") ? "CONFLICT_EMAIL" : "CONFLICT_PHONE");
            }
            return !stranger || settings.onConflict() == OnConflict.MERGE;
        }

        private boolean identifierDiffers(Row other) {
            return patch.identifier() != null
                    && !Texts.blank(other.get("identifier"))
                    && !other.is("identifier", patch.identifier());
        }

        private boolean emailDiffers(Row other) {
            return patch.email() != null
                    && !Texts.blank(other.get("email"))
                    && !Texts.downcase(other.text("email")).equals(patch.email());
        }

        // 6. "Binding (left out by --no-hmac-bind)"
        private void checkBinding() {
            if (!settings.hmacBind()) {
                return;
            }
            // (a) "a line, signed or not, whose identifier differs from the contact's non-blank identifier"
            if (contact != null
                    && patch.givenIdentifier() != null
                    && !Texts.blank(contact.get("identifier"))
                    && !contact.is("identifier", patch.givenIdentifier())) {
                throw new Rejection("HMAC_IDENTIFIER_MISMATCH");
            }
            // (b) "a hash on a line without identifier → HMAC_INVALID"
            if (patch.signed() && patch.givenIdentifier() == null) {
                throw new Rejection("HMAC_INVALID");
            }
        }

        // 7. "When a key of the line belongs to another contact of the same account"
        private void resolveConflict(String column, String value) {
            // "a key that the contact itself already holds is not looked up"
            if (value == null || contact != null && holds(contact, column, value)) {
                return;
            }
            if (contact != null && !isWritten(column, contact.get(column))) {
                return; // "A value that is not written is not looked up as a conflict either"
            }
            List<Row> owners = holders(column, value);
            owners.remove(contact);
            if (owners.isEmpty()) {
                return; // "no owner … is no conflict"
            }
            if (owners.size() > 1) {
                throw new Rejection("AMBIGUOUS_MATCH"); // "ambiguous owner"
            }
            Row owner = owners.get(0);
            if (settings.onConflict() == OnConflict.REJECT) {
                throw new Rejection(code(column)); // "reject (default): the line is rejected CONFLICT_…"
            }
            // "drop: that key stays with its owner, the rest of the line applies, with the conflict as a warning"; and
            // in
            // merge: "the line has an identifier, the owner has a non-blank one, and they differ → no merge, the key is
            // dropped; for the phone also: the line has an e-mail, the owner has a non-blank one, and they differ"
            if (settings.onConflict() == OnConflict.DROP
                    || identifierDiffers(owner)
                    || column.equals("phone_number") && emailDiffers(owner)) {
                drop(column);
                return;
            }
            checkMayBecomeOne(owner);
            unreadable |= owner.isMalformed();
            if (contact == null) {
                contact = owner; // nobody was found by the match keys: the owner is taken
                original = owner.copy();
            } else {
                Row current = contact;
                contact = owner; // "the owner is kept and the current contact absorbed into it"
                original = owner.copy();
                absorb(current, owner);
                absorbed = true;
            }
        }

        // 6. (c) "contacts with two different non-blank identifiers are never merged → CONFLICT_IDENTIFIER. With
        // verify-only, (c) also compares the line's identifier with the owner's."
        private void checkMayBecomeOne(Row owner) {
            if (!settings.hmacBind() || Texts.blank(owner.get("identifier"))) {
                return;
            }
            boolean twoPeople = contact != null
                    && !Texts.blank(contact.get("identifier"))
                    && !owner.is("identifier", contact.get("identifier"));
            boolean lineIsAnother = settings.identifier() == IdentifierUse.VERIFY_ONLY
                    && patch.givenIdentifier() != null
                    && !owner.is("identifier", patch.givenIdentifier());
            if (twoPeople || lineIsAnother) {
                throw new Rejection("CONFLICT_IDENTIFIER");
            }
        }

        private void drop(String column) {
            switch (column) {
                case "identifier" -> identifier = null;
                case "email" -> email = null;
                default -> phone = null;
            }
            warnings.add(code(column).replace("CONFLICT_", "") + "_DROPPED");
        }

        private String code(String column) {
            return column.equals("phone_number") ? "CONFLICT_PHONE" : "CONFLICT_" + column.toUpperCase();
        }

        private void absorb(Row from, Row into) {
            // "K's blank identifier, name, email, phone_number are filled from C (K's own non-blank values win)"
            for (String column : List.of("identifier", "name", "email", "phone_number")) {
                if (Texts.blank(into.get(column)) && !Texts.blank(from.get(column))) {
                    into.put(column, from.get(column));
                }
            }
            // "both attribute objects deep-merge, K winning"
            for (String column : List.of("additional_attributes", "custom_attributes")) {
                into.put(column, merged(from.json(column), into.json(column)));
            }
            // "everything that points to C then points to K"
            repoint("contact_inboxes", "contact_id", null, from, into);
            repoint("conversations", "contact_id", null, from, into);
            repoint("messages", "sender_id", "sender_type", from, into);
            repoint("notes", "contact_id", null, from, into);
            repoint("csat_survey_responses", "contact_id", null, from, into);
            repointLabels(from, into);
            repointAvatar(from, into);
            db.rows("contacts").removeIf(row -> row == from); // "C is deleted"
            if (from.id() > 0) {
                turn.absorbed().add(from.id()); // "Everything absorbed is kept in the ledger"
            }
        }

        private void repoint(String table, String column, String typeColumn, Row from, Row into) {
            for (Row row : db.rows(table)) {
                if (row.is(column, from.id()) && (typeColumn == null || row.is(typeColumn, "Contact"))) {
                    row.put(column, into.id());
                    turn.moved(table, row.id());
                }
            }
        }

        private void repointLabels(Row from, Row into) {
            for (Row tagging : List.copyOf(db.rows("taggings"))) {
                if (tagging.is("taggable_type", "Contact") && tagging.is("taggable_id", from.id())) {
                    if (hasLabel(into, tagging)) {
                        db.rows("taggings").removeIf(row -> row == tagging); // "duplicates dropped"
                        turn.dropped("taggings", tagging.id());
                    } else {
                        turn.moved("taggings", tagging.id());
                        tagging.put("taggable_id", into.id());
                    }
                }
            }
        }

        private boolean hasLabel(Row who, Row tagging) {
            return db.rows("taggings").stream()
                    .anyMatch(row -> row.is("taggable_type", "Contact")
                            && row.is("taggable_id", who.id())
                            && row.is("tag_id", tagging.get("tag_id"))
                            && row.is("context", tagging.get("context")));
        }

        // "avatar if K has none": a second one has nobody left to belong to
        private void repointAvatar(Row from, Row into) {
            boolean has = db.rows("active_storage_attachments").stream().anyMatch(row -> isAvatarOf(row, into));
            for (Row row : List.copyOf(db.rows("active_storage_attachments"))) {
                if (isAvatarOf(row, from) && has) {
                    db.rows("active_storage_attachments").removeIf(r -> r == row);
                    turn.dropped("active_storage_attachments", row.id());
                } else if (isAvatarOf(row, from)) {
                    row.put("record_id", into.id());
                    turn.moved("active_storage_attachments", row.id());
                }
            }
        }

        private boolean isAvatarOf(Row attachment, Row who) {
            return attachment.is("record_type", "Contact")
                    && attachment.is("name", "avatar")
                    && attachment.is("record_id", who.id());
        }

        // "the contact is created (name default '', visitor/lead rule)"
        private void create() {
            created = true;
            contact = Row.of("id", --lastContact, "account_id", account, "name", "", "email", null);
            contact.putAll(Row.of("phone_number", null, "identifier", null, "contact_type", 0));
            contact.putAll(Row.of("additional_attributes", Map.of(), "custom_attributes", Map.of()));
            contact.putAll(Row.of("location", null, "country_code", null, "created_at", NOW, "updated_at", NOW));
            original = contact.copy();
            db.add("contacts", contact);
        }

        /** Whether anything changed. */
        private boolean write() {
            // "the line's value replaces the stored one"
            set("name", patch.name());
            set("identifier", identifier);
            set("phone_number", phone);
            setEmail();
            // "Attributes: objects merge key by key at every depth; arrays and scalars replace."
            setAttributes("custom_attributes", patch.custom());
            setAttributes("additional_attributes", patch.additional());
            empty();
            // "location := additional_attributes.city, country_code := additional_attributes.country"
            contact.put(
                    "location",
                    Texts.column(contact.json("additional_attributes").get("city")));
            contact.put(
                    "country_code",
                    Texts.column(contact.json("additional_attributes").get("country")));
            becomeLead();
            if (Texts.blank(contact.get("email"))) {
                contact.put("email", null); // "On every write: email blank → NULL"
            }
            if (!differs()) {
                contact.putAll(original); // "If nothing would change, nothing is written, not even updated_at"
                return false;
            }
            contact.put("updated_at", NOW);
            return true;
        }

        // "fill-if-blank: a stored value stays; never: only contacts that the line creates get it"
        private boolean isWritten(String field, Object stored) {
            String policy = settings.policies().get(field);
            boolean blank = Texts.blank(stored)
                    || stored instanceof Map<?, ?> map && map.isEmpty()
                    || stored instanceof List<?> list && list.isEmpty();
            return created || policy == null || policy.equals("fill-if-blank") && blank;
        }

        private void setAttributes(String column, Map<String, Object> given) {
            Map<String, Object> written = new LinkedHashMap<>(given);
            written.keySet()
                    .removeIf(key ->
                            !isWritten(column + "." + key, contact.json(column).get(key)));
            contact.put(column, merged(contact.json(column), written));
        }

        // "empties name, email, phone_number, identifier or an attribute, whose key is then removed"
        private void empty() {
            for (String field : patch.emptied()) {
                int dot = field.indexOf('.');
                if (dot < 0) {
                    contact.put(field, field.equals("name") ? "" : null);
                } else {
                    String column = field.substring(0, dot);
                    Map<String, Object> rest = new LinkedHashMap<>(contact.json(column));
                    rest.remove(field.substring(dot + 1));
                    contact.put(column, rest);
                }
            }
        }

        private void set(String column, String value) {
            if (value != null && isWritten(column, contact.get(column))) {
                contact.put(column, value);
            }
        }

        // A stored e-mail that differs from the line's by case only gives way to the lower-case form, unless another
        // contact also holds it: then the unique index might refuse it, and it stays.
        private void setEmail() {
            if (email == null || contact.is("email", email) || !isWritten("email", contact.get("email"))) {
                return;
            }
            if (holds(contact, "email", email) && holders("email", email).size() > 1) {
                warnings.add("EMAIL_CASE_KEPT");
            } else {
                contact.put("email", email);
            }
        }

        // "contact type visitor becomes lead if the contact now has an e-mail, a phone or a non-blank
        // additional_attributes key starting social_"
        private void becomeLead() {
            boolean reachable = !Texts.blank(contact.get("email")) || !Texts.blank(contact.get("phone_number"));
            for (Map.Entry<String, Object> e :
                    contact.json("additional_attributes").entrySet()) {
                reachable |= e.getKey().startsWith("social_") && Texts.present(e.getValue());
            }
            if (contact.is("contact_type", 0L) && reachable) {
                contact.put("contact_type", 1L);
            }
        }

        // "'' and NULL count as equal, JSON is compared as jsonb compares"
        private boolean differs() {
            for (String column : List.of("name", "identifier", "email", "phone_number", "location", "country_code")) {
                String before = original.get(column) == null ? "" : original.text(column);
                String after = contact.get(column) == null ? "" : contact.text(column);
                if (!before.equals(after)) {
                    return true;
                }
            }
            return !Json.same(original.json("custom_attributes"), contact.json("custom_attributes"))
                    || !Json.same(original.json("additional_attributes"), contact.json("additional_attributes"))
                    || !original.is("contact_type", contact.get("contact_type"));
        }

        private void link() {
            Row link = patch.sourceId() == null ? oldestLink() : linkOfSourceId();
            if (link == null && patch.sourceId() == null && settings.mode() == Mode.UPSERT) {
                link = newLink(GENERATED); // "and gets a new one, with a fresh UUID, only if there is none"
            }
            if (patch.signed() && link == null) {
                warnings.add("NOT_LINKED"); // "a valid hash then sets nothing, warning NOT_LINKED"
            } else if (patch.signed() && !link.flag("hmac_verified")) {
                link.put("hmac_verified", true); // "a valid hash sets contact_inboxes.hmac_verified"
                touch(link);
            }
        }

        private Row linkOfSourceId() {
            Row link = findLink(patch.sourceId());
            boolean gone = link != null && db.find("contacts", link.number("contact_id")) == null;
            if (settings.mode() == Mode.UPDATE) {
                // "Found in mode update without a link to this inbox: no link is made"
                return link != null && link.is("contact_id", contact.id()) ? link : null;
            } else if (link == null) {
                guessable(patch.sourceId());
                return newLink(patch.sourceId()); // "it is linked to the inbox with the line's source id"
            } else if (gone) {
                link.put("contact_id", contact.id()); // "in upsert it is re-pointed"
                link.put("hmac_verified", false); // "counts as no link": what was verified is gone
                touch(link);
                return link;
            } else if (link.is("contact_id", contact.id())) {
                return link;
            } else if (settings.onConflict() == OnConflict.REJECT) {
                throw new Rejection("CONFLICT_SOURCE_ID");
            }
            warnings.add("SOURCE_ID_DROPPED");
            return null;
        }

        // "Creating a link with one that is short or only digits gives the warning SOURCE_ID_GUESSABLE"
        private void guessable(String sourceId) {
            if (sourceId.length() < 16 || sourceId.matches("[0-9]+")) {
                warnings.add("SOURCE_ID_GUESSABLE");
            }
        }

        private void touch(Row link) {
            link.put("updated_at", NOW);
            linkChanged = true;
        }

        private Row newLink(String sourceId) {
            Row link = Row.of(
                    "id",
                    null,
                    "contact_id",
                    contact.id(),
                    "inbox_id",
                    patch.inbox().id());
            link.putAll(Row.of("source_id", sourceId, "hmac_verified", false, "pubsub_token", GENERATED));
            link.putAll(Row.of("created_at", NOW, "updated_at", NOW));
            db.add("contact_inboxes", link);
            linkChanged = true;
            return link;
        }

        private Row findLink(String sourceId) {
            for (Row link : db.rows("contact_inboxes")) {
                if (link.is("inbox_id", patch.inbox().id()) && link.is("source_id", sourceId)) {
                    return link;
                }
            }
            return null;
        }

        // "a line without a source id uses the contact's link to this inbox (the oldest)": by created_at, then id
        private Row oldestLink() {
            Row oldest = null;
            for (Row link : db.rows("contact_inboxes")) {
                if (link.is("inbox_id", patch.inbox().id())
                        && link.is("contact_id", contact.id())
                        && (oldest == null || older(link, oldest))) {
                    oldest = link;
                }
            }
            return oldest;
        }

        private boolean older(Row a, Row b) {
            if (a.is("created_at", NOW)) {
                return false; // new rows are in the order in which they were made
            }
            int order = b.is("created_at", NOW) ? -1 : a.text("created_at").compareTo(b.text("created_at"));
            return order < 0 || order == 0 && a.id() < b.id();
        }

        private List<Row> contactsOfAccount() {
            List<Row> rows = new ArrayList<>(db.rows("contacts"));
            rows.removeIf(row -> !row.is("account_id", account));
            return rows;
        }

        private List<Row> holders(String column, String value) {
            List<Row> rows = contactsOfAccount();
            rows.removeIf(row -> !holds(row, column, value));
            return rows;
        }

        // "owner of the line's identifier, of its e-mail (by the lower-cased value), of its phone"
        private boolean holds(Row row, String column, String value) {
            String stored = row.text(column);
            return stored != null && value.equals(column.equals("email") ? Texts.downcase(stored) : stored);
        }
    }

    /** "objects merge key by key at every depth; arrays and scalars replace"; {@code over} wins. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> merged(Map<String, Object> under, Map<String, Object> over) {
        Map<String, Object> result = new LinkedHashMap<>(under);
        over.forEach((key, value) -> {
            Object old = under.get(key);
            boolean both = old instanceof Map && value instanceof Map;
            result.put(key, both ? merged((Map<String, Object>) old, (Map<String, Object>) value) : value);
        });
        return result;
    }

    /** The line is refused. */
    static final class Rejection extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final String codes;

        Rejection(String codes) {
            super(codes, null, false, false);
            this.codes = codes;
        }
    }
}

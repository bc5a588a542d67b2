package contactimport.proof;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Plain rows as the product's contacts and links, and back. */
final class MemoryRows {

    private MemoryRows() {}

    static Contact contact(Row row) {
        return new Contact(
                row.id(),
                row.number("account_id"),
                row.text("name"),
                row.text("email"),
                row.text("phone_number"),
                row.text("identifier"),
                attributes(row, "additional_attributes"),
                attributes(row, "custom_attributes"),
                row.number("contact_type").intValue(),
                row.text("location"),
                row.text("country_code"));
    }

    private static Attributes attributes(Row row, String column) {
        return row.get(column) == null ? Attributes.NULL : Attributes.of(row.json(column));
    }

    static Link link(Row row) {
        long since = LocalDateTime.parse(row.text("created_at")).toEpochSecond(ZoneOffset.UTC);
        return new Link(
                row.id(),
                row.number("contact_id"),
                row.number("inbox_id"),
                row.text("source_id"),
                row.flag("hmac_verified"),
                since);
    }

    static Row fill(Row row, Contact c) {
        row.putAll(Row.of("id", c.id(), "account_id", c.accountId(), "name", c.name(), "email", c.email()));
        row.putAll(Row.of("phone_number", c.phone(), "identifier", c.identifier(), "contact_type", c.type()));
        row.putAll(Row.of("location", c.location(), "country_code", c.countryCode(), "updated_at", ComparisonTest.NOW));
        row.put("additional_attributes", column(c.additional()));
        row.put("custom_attributes", column(c.custom()));
        return row;
    }

    /** A row that is NULL where the contact says so. */
    private static Map<String, Object> column(Attributes attributes) {
        return contactimport.merge.Changes.column(attributes);
    }

    static Row fill(Row row, Link l) {
        row.putAll(Row.of("id", l.id(), "contact_id", l.contactId(), "inbox_id", l.inboxId()));
        row.putAll(Row.of("source_id", l.sourceId(), "hmac_verified", l.verified(), "updated_at", ComparisonTest.NOW));
        return row;
    }
}

package contactimport.store;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.merge.Changes;
import contactimport.source.InvalidJson;
import contactimport.source.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contact as {@code to_jsonb} has its row: id, account and the columns that we write. */
final class ContactJson {

    private ContactJson() {}

    static String of(Contact contact) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", BigDecimal.valueOf(contact.id()));
        json.put("account_id", BigDecimal.valueOf(contact.accountId()));
        json.put("name", contact.name());
        json.put("email", contact.email());
        json.put("phone_number", contact.phone());
        json.put("identifier", contact.identifier());
        json.put("additional_attributes", Changes.column(contact.additional()));
        json.put("custom_attributes", Changes.column(contact.custom()));
        json.put("contact_type", BigDecimal.valueOf(contact.type()));
        json.put("location", contact.location());
        json.put("country_code", contact.countryCode());
        return Json.write(json);
    }

    /**
     * @throws InvalidJson if the row cannot be read
     * @throws IllegalArgumentException if it is no row of a contact
     */
    static Contact read(String row) {
        Map<String, @Nullable Object> json = Json.readObject(row);
        return new Contact(
                number(json, "id"),
                number(json, "account_id"),
                text(json, "name"),
                text(json, "email"),
                text(json, "phone_number"),
                text(json, "identifier"),
                attributes(json.get("additional_attributes")),
                attributes(json.get("custom_attributes")),
                json.get("contact_type") instanceof BigDecimal type ? type.intValueExact() : 0,
                text(json, "location"),
                text(json, "country_code"));
    }

    private static long number(Map<String, @Nullable Object> json, String name) {
        return ((BigDecimal) Objects.requireNonNull(json.get(name), name)).longValueExact();
    }

    private static @Nullable String text(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked") // Json makes objects of this type only
    private static Attributes attributes(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Attributes.of((Map<String, @Nullable Object>) map) : Attributes.NULL;
    }
}

package contactimport.merge;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one line changed, field by field: two JSON objects that hold only what differs. Attributes are compared path by path;
 * a path that was not there is absent (which is not null).
 *
 * <pre>
 * name Ada → Ada L.                       before {"name":"Ada"}                      after {"name":"Ada L."}
 * {"plan":"a","x":1} → {"plan":"b","x":1} before {"custom_attributes":{"plan":"a"}}  after {"custom_attributes":{"plan":"b"}}
 * </pre>
 */
public final class Changes {

    public static final Changes NONE = new Changes();

    private final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> after = new LinkedHashMap<>();

    /** Somebody came or went, even if there is nothing to say of them. */
    private boolean whole;

    Changes() {}

    public boolean isEmpty() {
        return !whole && before.isEmpty() && after.isEmpty();
    }

    public Map<String, @Nullable Object> before() {
        return before;
    }

    public Map<String, @Nullable Object> after() {
        return after;
    }

    /** Adds the difference of two states of one contact; {@code was} is null for a created one. */
    Changes contact(@Nullable Contact was, Contact is) {
        whole |= was == null;
        Contact b = was == null ? Contact.created(is.id(), is.accountId()) : was;
        field("name", b.name(), is.name());
        field("email", b.email(), is.email());
        field("phone_number", b.phone(), is.phone());
        field("identifier", b.identifier(), is.identifier());
        attributes("additional_attributes", b.additional(), is.additional());
        attributes("custom_attributes", b.custom(), is.custom());
        field("contact_type", BigDecimal.valueOf(b.type()), BigDecimal.valueOf(is.type()));
        field("location", b.location(), is.location());
        field("country_code", b.countryCode(), is.countryCode());
        return this;
    }

    /** Adds all of a contact that is there no more. */
    Changes removed(Contact was) {
        whole = true;
        before.putAll(new Changes().contact(null, was).after);
        return this;
    }

    /** Adds all of a link that is there no more. */
    Changes removed(Link was) {
        Object link = new Changes().link(null, was).after.get("contact_inboxes");
        before.put("contact_inboxes", link);
        return this;
    }

    /** Adds contacts to which something happened as a whole, under a name that is no field. */
    Changes note(String what, List<Long> contactIds) {
        if (!contactIds.isEmpty()) {
            after.put(what, contactIds.stream().map(BigDecimal::valueOf).toList());
        }
        return this;
    }

    /** Adds the difference of two states of one link, under its id; {@code was} is null for a new one. */
    Changes link(@Nullable Link was, Link is) {
        Map<String, @Nullable Object> b = new LinkedHashMap<>();
        Map<String, @Nullable Object> a = new LinkedHashMap<>();
        if (was == null) {
            a.put("inbox_id", BigDecimal.valueOf(is.inboxId()));
            a.put("source_id", is.sourceId());
        }
        if (was == null || was.contactId() != is.contactId()) {
            putUnlessNull(b, "contact_id", was == null ? null : BigDecimal.valueOf(was.contactId()));
            a.put("contact_id", BigDecimal.valueOf(is.contactId()));
        }
        if (was == null || was.verified() != is.verified()) {
            putUnlessNull(b, "hmac_verified", was == null ? null : was.verified());
            a.put("hmac_verified", is.verified());
        }
        String id = Long.toString(is.id());
        if (!b.isEmpty()) {
            before.put("contact_inboxes", Map.of(id, b));
        }
        after.put("contact_inboxes", Map.of(id, a));
        return this;
    }

    private static void putUnlessNull(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private void field(String name, @Nullable Object was, @Nullable Object is) {
        if (!Objects.equals(was, is)) {
            before.put(name, was);
            after.put(name, is);
        }
    }

    private void attributes(String name, Attributes was, Attributes is) {
        if (isNull(was) != isNull(is)) {
            before.put(name, column(was));
            after.put(name, column(is));
        } else if (!was.equals(is)) {
            Map<String, @Nullable Object> b = new LinkedHashMap<>();
            Map<String, @Nullable Object> a = new LinkedHashMap<>();
            difference(was.members(), is.members(), b, a);
            before.put(name, b);
            after.put(name, a);
        }
    }

    /** As the column has it: the object, or NULL. */
    public static @Nullable Map<String, @Nullable Object> column(Attributes attributes) {
        return isNull(attributes) ? null : attributes.members();
    }

    @SuppressWarnings("ReferenceEquality") // equal as objects, but not the same in the column
    private static boolean isNull(Attributes attributes) {
        return attributes == Attributes.NULL;
    }

    private static void difference(
            Map<?, ?> was, Map<?, ?> is, Map<String, @Nullable Object> b, Map<String, @Nullable Object> a) {
        was.forEach((key, value) -> {
            if (!is.containsKey(key)) {
                b.put((String) key, value);
            }
        });
        is.forEach((key, value) -> {
            if (!was.containsKey(key)) {
                a.put((String) key, value);
            } else if (!Attributes.same(was.get(key), value)) {
                changedMember((String) key, was.get(key), value, b, a);
            }
        });
    }

    private static void changedMember(
            String key,
            @Nullable Object was,
            @Nullable Object is,
            Map<String, @Nullable Object> b,
            Map<String, @Nullable Object> a) {
        if (was instanceof Map<?, ?> x && is instanceof Map<?, ?> y) {
            Map<String, @Nullable Object> inBefore = new LinkedHashMap<>();
            Map<String, @Nullable Object> inAfter = new LinkedHashMap<>();
            difference(x, y, inBefore, inAfter);
            b.put(key, inBefore);
            a.put(key, inAfter);
        } else {
            b.put(key, was);
            a.put(key, is);
        }
    }
}

package contactimport.store;

import contactimport.contact.Contact;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.merge.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds a value of an attribute that the run matches by: filled by the plan, kept up by the merge, of one run. */
public final class AttributeHolders {

    private final long runNo;
    private final List<String> attributes;

    public AttributeHolders(long runNo, Rules rules) {
        this.runNo = runNo;
        attributes = rules.match().stream()
                .filter(by -> by.kind() == MatchKey.Kind.ATTRIBUTE)
                .map(MatchKey::attribute)
                .toList();
    }

    /** One hash join per attribute, when the rows are staged and before any is merged. */
    public void plan(Connection c) throws SQLException {
        Rows.update(c, "set local statement_timeout = 0");
        Rows.update(c, "delete from attribute_holder where run_no = ?", runNo);
        for (String attribute : attributes) {
            Rows.update(c, Sql.named("attribute-holder-plan"), attribute, runNo);
        }
    }

    void find(Connection c, List<Key> keys, int limit, Map<Key, List<Long>> found) throws SQLException {
        Map<String, List<Key>> byAttribute = new HashMap<>();
        keys.forEach(key -> byAttribute
                .computeIfAbsent(key.by().attribute(), a -> new ArrayList<>())
                .add(key));
        for (var entry : byAttribute.entrySet()) {
            List<Key> of = entry.getValue();
            Rows.each(
                    c,
                    Sql.named("attribute-holder-find"),
                    row -> found.computeIfAbsent(of.get(row.getInt("no") - 1), k -> new ArrayList<>())
                            .add(row.getLong("id")),
                    of.stream().mapToLong(Key::accountId).toArray(),
                    of.stream().map(Key::value).toArray(String[]::new),
                    runNo,
                    entry.getKey(),
                    limit);
        }
    }

    /** Contacts as the run writes them. */
    void add(Connection c, Collection<Contact> written) throws SQLException {
        for (String attribute : attributes) {
            List<Contact> holding = written.stream()
                    .filter(w -> Key.attributeText(w.custom().get(attribute)) != null)
                    .toList();
            if (!holding.isEmpty()) {
                Rows.update(
                        c,
                        Sql.named("attribute-holder-add"),
                        runNo,
                        attribute,
                        holding.stream().mapToLong(Contact::accountId).toArray(),
                        holding.stream()
                                .map(w -> Key.attributeText(w.custom().get(attribute)))
                                .toArray(String[]::new),
                        holding.stream().mapToLong(Contact::id).toArray());
            }
        }
    }
}

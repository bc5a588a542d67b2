package contactimport.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A column that points to contacts, and that we know nothing about: a fork's or an extension's.
 *
 * @param typeColumn for pairs such as {@code owner_type} + {@code owner_id}: the column that says 'Contact'; else null
 */
public record Reference(
        String schema,
        String table,
        String column,
        @Nullable String typeColumn) {

    public Reference {
        requireNonNull(schema);
        requireNonNull(table);
        requireNonNull(column);
    }

    /** As an operator names it, {@code table.column}, or {@code schema.table.column} outside the platform's schema. */
    public String name(Schemas schemas) {
        String local = table + "." + column;
        return schema.equals(schemas.platform()) ? local : schema + "." + local;
    }
}

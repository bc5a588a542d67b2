package contactimport.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who we are there.
 *
 * @param url {@code jdbc:postgresql:…}, without user or password
 * @param password null when the server asks for none
 * @param name how people are told which database this is, as in {@code chatwoot_production on db.example:5432}
 * @param schemas our own schema and the platform's
 */
public record Target(String url, String user, @Nullable String password, String name, Schemas schemas) {

    public Target {
        requireNonNull(url);
        requireNonNull(user);
        requireNonNull(name);
        requireNonNull(schemas);
    }

    public Target(String url, String user, @Nullable String password, String name) {
        this(url, user, password, name, Schemas.DEFAULT);
    }

    public Target withSchemas(Schemas others) {
        return new Target(url, user, password, name, others);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return name + " as " + user;
    }
}

package contactimport.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Our own tables: created and updated by the command {@code migrate}, under a role that may. */
public final class Schema {

    private Schema() {}

    /** Brings our schema to this version of the program; does nothing when it is there already. */
    public static void migrate(DataSource dataSource, Schemas schemas) {
        flyway(dataSource, schemas).migrate();
    }

    private static Flyway flyway(DataSource dataSource, Schemas schemas) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .schemas(schemas.own())
                .placeholders(Map.of("schema", schemas.own()))
                .load();
    }
}

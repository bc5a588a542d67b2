package contactimport.job;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session of the import is ended by somebody: between its statements and the commit, in a COPY, at any step's border. */
@ExtendWith(PostgresExtension.class)
class CutOffIT {

    @TempDir
    static Path dir;

    private static Disturbed disturbed;

    @BeforeAll
    static void undisturbed(@Fresh TestDatabase reference) {
        disturbed = new Disturbed(reference, dir);
    }

    @ParameterizedTest
    @EnumSource
    void the_run_goes_on_by_itself_and_comes_to_the_same(Moment moment, @Fresh TestDatabase db) throws Exception {
        disturbed.at(moment, db, () -> db.sql(Moment.CUT));
    }
}

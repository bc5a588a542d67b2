package contactimport.proof;

import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The promise: random worlds through the product, judged line by line and row by row by the reference. */
class ProofIT extends ProofOfWorlds {

    @TempDir
    Path reports;

    ProofIT(TestDatabase db) {
        super(db);
    }

    @Override
    Engine engine(TestDatabase db) throws IOException {
        return new ProductEngine(db, Files.createTempDirectory(reports, "engine"));
    }
}

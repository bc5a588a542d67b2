package contactimport.proof;

import contactimport.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The promise: random worlds through the product, judged line by line and row by row by the reference. */
class ProofIT extends ProofOfWorlds {

    @TempDir
    Path reports;

    private ProductEngine product;

    ProofIT(TestDatabase db) {
        super(db);
    }

    @Override
    Engine engine(TestDatabase db) {
        product = new ProductEngine(db, reports);
        return product;
    }

    @AfterEach
    void close() {
        if (product != null) {
            product.close();
        }
    }
}

package contactimport.proof;

import java.nio.file.Path;
import javax.sql.DataSource;

/** Imports one file into one database: the thing on trial. */
interface Engine {
    EngineResult run(DataSource db, Path file, RunShape shape) throws Exception;
}

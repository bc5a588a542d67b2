package contactimport.job;

import static java.util.Objects.requireNonNull;

import contactimport.patch.ImportMarks;
import contactimport.source.Detected;
import contactimport.source.FileFault;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.Sources;
import contactimport.store.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A file to import.
 *
 * @param name what people call it
 * @param spooled whether it is a copy of ours of what came through stdin: deleted when the run needs it no more
 */
public record ImportFile(Path path, String name, boolean spooled) {

    public ImportFile {
        requireNonNull(path);
        requireNonNull(name);
    }

    public static ImportFile of(Path path) {
        return new ImportFile(path, path.toString(), false);
    }

    static ImportFile of(RunState run) {
        return new ImportFile(Path.of(run.path() == null ? run.fileName() : run.path()), run.fileName(), run.spooled());
    }

    /** @throws FileFault if it is of no use as a whole */
    FileIdentity check(SourceOptions options) {
        return Sources.check(path, name, options);
    }

    /** The runs that its beginning seems to name, as rejects that are given back do. */
    List<String> runsNamed(SourceOptions options) {
        return ImportMarks.named(Sources.head(path, name, options));
    }

    /** @throws FileFault if it is of no use as a whole: without a record it is, unless the operator expects that */
    Source open(Detected detected, ImportSettings settings) {
        Source source = Sources.open(path, name, detected, settings.source());
        try {
            if (!settings.feed().lines().allowsNone()) {
                source.requireRecords(" Nothing was imported. If it may be empty, say so: --expect-lines 0..MOST");
            }
            return source;
        } catch (FileFault e) {
            source.close();
            throw e;
        }
    }

    String absolute() {
        return path.toAbsolutePath().normalize().toString();
    }

    /** The same file as the run began with, to be read again from its beginning. */
    Source reopen(RunState run, ImportSettings settings) {
        FileIdentity identity = check(settings.source());
        if (!identity.sha256().equals(run.sha256())) {
            throw RunFault.otherFile(run.id(), absolute());
        }
        return open(identity.detected(), settings);
    }

    /** A copy of stdin that belongs to no run is of no use; not while that cannot be known. */
    void dropUnlessOfARun(Connections connections) {
        try {
            if (spooled && !connections.here(c -> RunState.isFileOfARun(c, absolute()))) {
                drop();
            }
        } catch (DataAccessException | TransactionException | DatabaseTrouble e) {
            // The database is away, and the run with it: whoever goes on with it needs the file.
        }
    }

    /** The run needs it no more. */
    void drop() {
        if (spooled) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new FileFault("the copy of stdin cannot be deleted: delete " + path + " yourself", e);
            }
        }
    }
}

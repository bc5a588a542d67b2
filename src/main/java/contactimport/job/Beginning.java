package contactimport.job;

import contactimport.source.FileIdentity;
import contactimport.source.Json;
import contactimport.source.ReadAs;
import contactimport.source.Source;
import contactimport.store.RunTable;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new run is made of. */
record Beginning(
        ImportFile file,
        FileIdentity identity,
        Source source,
        String json,
        String fingerprint,
        @Nullable Corrected corrected) {

    RunTable.NewRun run(String id, Set<Long> accounts) {
        return new RunTable.NewRun(
                id,
                identity.name(),
                identity.size(),
                identity.sha256(),
                source.format().name().toLowerCase(Locale.ROOT),
                Json.write(source.header().names()),
                json,
                fingerprint,
                file.absolute(),
                file.spooled(),
                accounts,
                corrected == null ? null : corrected.run().no());
    }

    /** How the file is read, as far as it has been. */
    String reading() {
        return new ReadAs(source.detected(), source.members()).json();
    }
}

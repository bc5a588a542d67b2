package contactimport.job;

import contactimport.contact.Rules;
import contactimport.source.FileIdentity;
import contactimport.source.ReadAs;
import contactimport.source.Source;
import contactimport.store.Platform;
import contactimport.store.Reference;
import contactimport.verify.Inboxes;
import java.util.List;

/**
 * What the steps of one launch share.
 *
 * @param no the run's number
 * @param epoch of this launch
 * @param repointed references to contacts that we do not know and that follow an absorption
 */
record RunScope(
        long no,
        String id,
        int epoch,
        FileIdentity file,
        Source source,
        ImportSettings settings,
        Platform platform,
        Inboxes inboxes,
        List<Reference> repointed,
        Stop stop) {

    /** How the file is read; of an archive the members that were read so far. */
    ReadAs reading() {
        return new ReadAs(source.detected(), source.members());
    }

    Rules rules() {
        return settings.rules();
    }
}

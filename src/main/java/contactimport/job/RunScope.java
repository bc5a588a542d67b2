package contactimport.job;

import contactimport.contact.Rules;
import contactimport.source.FileIdentity;
import contactimport.source.Source;
import contactimport.store.Platform;
import contactimport.verify.Inboxes;

/**
 * What the steps of one launch share.
 *
 * @param no the run's number
 * @param epoch of this launch
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
        Stop stop) {

    Rules rules() {
        return settings.rules();
    }
}

package contactimport.job;

import contactimport.contact.Rules;
import contactimport.store.DefinitionTable;
import contactimport.store.InboxTable;
import contactimport.store.Platform;
import contactimport.store.Reference;
import contactimport.store.References;
import contactimport.store.Schemas;
import contactimport.store.Sequences;
import contactimport.store.Suitability;
import contactimport.verify.Inbox;
import contactimport.verify.Inboxes;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What a launch finds in the database before it begins.
 *
 * @param repointed references to contacts that we do not know and that follow an absorption
 */
record Ground(Platform platform, Inboxes inboxes, List<Reference> repointed) {

    /** @throws contactimport.store.DatabaseFault if nothing can be imported here */
    static Ground find(
            DataSource dataSource, Connections connections, Schemas schemas, ImportSettings settings, Launching how) {
        suit(dataSource, connections, how);
        Platform platform = connections.here(c -> Platform.detect(c, schemas));
        List<Reference> repointed = settings.rules().onConflict() == Rules.OnConflict.MERGE
                ? connections.here(c -> References.toRepoint(c, schemas, settings.references()))
                : List.of();
        if (settings.rules().upserts()) {
            connections.apart(Sequences::check);
        }
        if (settings.columns().define()) {
            connections.here(c -> {
                DefinitionTable.requireMayDefine(c, platform);
                return Boolean.TRUE;
            });
        }
        return new Ground(platform, connections.here(InboxTable::load), repointed);
    }

    private static void suit(DataSource dataSource, Connections connections, Launching how) {
        try {
            Suitability.requireSessions(dataSource);
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
        if (!how.allowPublication()) {
            connections.here(c -> {
                Suitability.requireNoPublicationOfAll(c);
                return Boolean.TRUE;
            });
        }
    }

    /** Accounts that a run can only touch, known before its lines are read; empty if it could be several. */
    Set<Long> accounts(Rules rules) {
        Set<Long> possible = inboxes.all().stream()
                .filter(inbox -> rules.inbox() == null || inbox.identifier().equals(rules.inbox()))
                .map(Inbox::accountId)
                .map(Integer::longValue)
                .filter(account ->
                        rules.account() == null || account == rules.account().longValue())
                .collect(Collectors.toSet());
        return possible.size() == 1 ? possible : Set.of();
    }
}

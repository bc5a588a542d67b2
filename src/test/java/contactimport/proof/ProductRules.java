package contactimport.proof;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;

/** The settings of a world as the product's own. */
final class ProductRules {

    private ProductRules() {}

    static Rules of(Settings s) {
        return new Rules(
                Rules.Mode.valueOf(s.mode().name()),
                s.match().stream().map(MatchKey::parse).toList(),
                Rules.OnConflict.valueOf(s.onConflict().name()),
                Rules.IdentifierUse.valueOf(s.identifier().name()),
                Rules.HmacUse.valueOf(s.hmac().name()),
                s.hmacBind(),
                s.trim(),
                s.inbox(),
                s.account() == null ? null : s.account().intValue(),
                null,
                Rules.Duplicates.valueOf(s.duplicates().name()));
    }
}

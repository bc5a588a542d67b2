package contactimport.proof;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.patch.MappingChoice;
import contactimport.patch.MappingFile;

/** The settings of a world as the product's own. */
final class ProductRules {

    private ProductRules() {}

    /** The policies as a mapping file that fills every field from the column of its own name. */
    static MappingChoice columnsOf(Settings s) {
        StringBuilder fields = new StringBuilder("missing: allow\nfields:\n");
        s.policies()
                .forEach((field, policy) ->
                        fields.append("  " + field + ": {column: " + field + ", policy: " + policy + "}\n"));
        return new MappingChoice(
                s.policies().isEmpty() ? null : MappingFile.parse("world.yml", "world", fields.toString()),
                null,
                s.clearToken());
    }

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

package contactimport.job;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.patch.MappingChoice;
import contactimport.source.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that can change an outcome, as the operator writes them: for the record, and for the run's fingerprint. */
final class SettingsJson {

    private SettingsJson() {}

    static String of(Rules rules, MappingChoice columns) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mode", option(rules.mode()));
        json.put("match", rules.match().stream().map(MatchKey::toString).toList());
        json.put("on_conflict", option(rules.onConflict()));
        json.put("identifier", option(rules.identifier()));
        json.put("hmac", option(rules.hmac()));
        json.put("hmac_bind", rules.hmacBind());
        json.put("trim", rules.trim());
        json.put("inbox", rules.inbox());
        json.put("account", rules.account() == null ? null : BigDecimal.valueOf(rules.account()));
        json.putAll(columns.settings());
        return Json.write(json);
    }

    private static String option(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

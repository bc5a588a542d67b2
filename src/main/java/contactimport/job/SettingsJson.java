package contactimport.job;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.source.Json;
import contactimport.source.SourceOptions;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that can change an outcome, as the operator writes them: for the record, and for the run's fingerprint. */
final class SettingsJson {

    private SettingsJson() {}

    static String of(ImportSettings settings) {
        Rules rules = settings.rules();
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
        json.put("default_country", rules.defaultCountry());
        json.put("duplicates", option(rules.duplicates()));
        source(settings.source(), json);
        return Json.write(json);
    }

    /** What is null was found out from the file, and the file is part of the fingerprint. */
    private static void source(SourceOptions source, Map<String, @Nullable Object> json) {
        json.put("format", source.format() == null ? null : source.format().label());
        json.put("max_record_bytes", BigDecimal.valueOf(source.maxRecordBytes()));
        json.put(
                "encoding", source.encoding() == null ? null : source.encoding().name());
        json.put(
                "delimiter",
                source.delimiter() == null ? null : source.delimiter().toString());
        json.put("quote", source.quote() == SourceOptions.NO_QUOTE ? "none" : String.valueOf(source.quote()));
    }

    private static String option(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

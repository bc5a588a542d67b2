package contactimport.job;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.source.Format;
import contactimport.source.Json;
import contactimport.source.SourceOptions;
import contactimport.store.References;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that can change an outcome, as the operator writes them: for the record, for the run's fingerprint, and to
 * launch the run again with its own. What is written here is read again by {@link #restore}.
 */
final class SettingsJson {

    private SettingsJson() {}

    /** @param format of the file, however it was found out */
    static String of(ImportSettings settings, Format format) {
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
        json.put("format", option(format));
        source(settings.source(), json);
        Map<String, @Nullable Object> references = new TreeMap<>();
        settings.references().forEach((name, treatment) -> references.put(name, option(treatment)));
        json.put("references", references);
        json.putAll(settings.columns().settings());
        return Json.write(json);
    }

    /** The same for a run that imports the corrected rejects of another: {@code overNewer} even over what is newer. */
    static String correcting(String text, String run, boolean overNewer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(Json.readObject(text));
        json.put("corrects", run);
        json.put("over_newer", overNewer);
        return Json.write(json);
    }

    static boolean overNewer(String text) {
        return Boolean.TRUE.equals(Json.readObject(text).get("over_newer"));
    }

    /** What is null is found out from the file, and the file is part of the fingerprint. */
    private static void source(SourceOptions source, Map<String, @Nullable Object> json) {
        Charset encoding = source.encoding();
        Character delimiter = source.delimiter();
        json.put("max_record_bytes", BigDecimal.valueOf(source.maxRecordBytes()));
        json.put("encoding", encoding == null ? null : encoding.name());
        json.put("delimiter", delimiter == null ? null : delimiter.toString());
        json.put("quote", source.quote() == SourceOptions.NO_QUOTE ? "none" : String.valueOf(source.quote()));
    }

    private static SourceOptions source(Map<String, @Nullable Object> json, SourceOptions beside) {
        String quote = json.get("quote") instanceof String text ? text : "\"";
        return new SourceOptions(
                choice(Format.class, get(json, "format")),
                ((BigDecimal) get(json, "max_record_bytes")).intValueExact(),
                json.get("encoding") instanceof String name ? Charset.forName(name) : null,
                json.get("delimiter") instanceof String text ? text.charAt(0) : null,
                quote.equals("none") ? SourceOptions.NO_QUOTE : quote.charAt(0),
                beside.unpacking());
    }

    /** The settings of a run, with what cannot change an outcome (threads, report directory …) of these. */
    static ImportSettings restore(String text, ImportSettings beside) {
        Map<String, @Nullable Object> json = Json.readObject(text);
        Map<String, References.Treatment> references = new LinkedHashMap<>();
        if (json.get("references") instanceof Map<?, ?> named) {
            named.forEach((name, treatment) -> references.put(
                    (String) name, choice(References.Treatment.class, Objects.requireNonNull(treatment))));
        }
        return new ImportSettings(
                rules(json),
                beside.columns().restored(json),
                source(json, beside.source()),
                beside.threads(),
                beside.chunk(),
                beside.partitions(),
                beside.reports(),
                beside.accepted(),
                beside.maxRejects(),
                beside.waived(),
                beside.feed(),
                references,
                beside.retry(),
                beside.effort());
    }

    private static Rules rules(Map<String, @Nullable Object> json) {
        return new Rules(
                choice(Rules.Mode.class, get(json, "mode")),
                ((List<?>) get(json, "match"))
                        .stream().map(key -> MatchKey.parse((String) key)).toList(),
                choice(Rules.OnConflict.class, get(json, "on_conflict")),
                choice(Rules.IdentifierUse.class, get(json, "identifier")),
                choice(Rules.HmacUse.class, get(json, "hmac")),
                (Boolean) get(json, "hmac_bind"),
                (Boolean) get(json, "trim"),
                (String) json.get("inbox"),
                json.get("account") instanceof BigDecimal account ? account.intValueExact() : null,
                (String) json.get("default_country"),
                json.get("duplicates") == null
                        ? Rules.Duplicates.LAST
                        : choice(Rules.Duplicates.class, get(json, "duplicates")));
    }

    private static Object get(Map<String, @Nullable Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the settings of the run lack " + name + ": an older version of the program began it");
        }
        return value;
    }

    private static String option(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Object option) {
        return Enum.valueOf(type, ((String) option).toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

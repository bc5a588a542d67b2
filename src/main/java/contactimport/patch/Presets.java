package contactimport.patch;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Text;
import contactimport.source.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mappings that come with the program, for the exports of other systems. One is never used unless it is asked for; a file that
 * looks like one is only said to.
 */
public final class Presets {

    /** In the order in which they are listed. */
    static final List<String> NAMES = List.of(
            "chatwoot",
            "chatwoot-sample",
            "freshdesk",
            "google",
            "google-old",
            "hubspot",
            "intercom",
            "mailchimp",
            "outlook",
            "outlook-com",
            "pipedrive",
            "salesforce-api",
            "salesforce-report",
            "zendesk",
            "zoho");

    private static final Map<String, Mapping> LOADED = new HashMap<>();

    private Presets() {}

    /** The preset of this name, or null. */
    public static synchronized @Nullable Mapping find(String name) {
        return NAMES.contains(name) ? LOADED.computeIfAbsent(name, Presets::load) : null;
    }

    /** All of them. */
    public static List<Mapping> all() {
        return NAMES.stream()
                .map(Presets::find)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static Mapping load(String name) {
        String file = "mappings/" + name + ".yml";
        try (InputStream in = requireNonNull(Presets.class.getResourceAsStream("/" + file), file)) {
            return MappingFile.parse(file, name, new String(in.readAllBytes(), StandardCharsets.UTF_8), n -> null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A preset that a header looks like, and how many of its headers the preset knows. */
    public record Likeness(Mapping preset, int known, int headers) {

        /** {@code HubSpot, 9 of 12 headers} */
        public String text() {
            return preset.title() + ", " + known + " of " + headers + " headers";
        }
    }

    /** The preset that knows most of the headers, among those all of whose signature is there. */
    public static Optional<Likeness> like(Header header) {
        Set<String> names = new HashSet<>();
        header.names().stream().map(Text::trim).filter(name -> !name.isEmpty()).forEach(names::add);
        return all().stream()
                .filter(preset -> isSigned(preset.parts().signature(), names))
                .max(Comparator.comparingInt((Mapping preset) -> known(preset, names, false))
                        .thenComparingInt(preset -> known(preset, names, true)))
                .map(preset -> new Likeness(preset, known(preset, names, false), names.size()));
    }

    /** A column that only files of people have who are not to be written to; that of a file without a mapping is not known. */
    public static Optional<String> unsubscribedColumn(List<String> header, @Nullable Mapping mapping) {
        Set<String> columns = new HashSet<>();
        all().forEach(preset -> columns.addAll(preset.parts().unsubscribed()));
        if (mapping != null) {
            columns.addAll(mapping.parts().unsubscribed());
        }
        return header.stream()
                .map(Text::trim)
                .filter(name -> columns.stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    private static boolean isSigned(Mapping.Signature signature, Set<String> names) {
        return signature.all().stream().allMatch(pattern -> isAmong(pattern, names))
                && (signature.any().isEmpty() || signature.any().stream().anyMatch(pattern -> isAmong(pattern, names)));
    }

    private static boolean isAmong(String pattern, Set<String> names) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> MappedHeader.matches(lower, name.toLowerCase(Locale.ROOT)));
    }

    private static int known(Mapping preset, Set<String> names, boolean exactly) {
        Set<String> known = new HashSet<>(MappedHeader.usedNames(preset.parts()));
        known.addAll(preset.parts().ignore());
        return (int) names.stream()
                .filter(name -> known.stream()
                        .anyMatch(k -> exactly
                                ? MappedHeader.matches(k, name)
                                : MappedHeader.matches(k.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .count();
    }
}

package contactimport.contact;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The country that a cell names.
 *
 * <pre>
 * "de"      → DE
 * "Germany" → DE    (English names)
 * "Erewhon" → none
 * </pre>
 */
public final class Regions {

    private static final Map<String, String> BY_NAME = byName();

    private Regions() {}

    private static Map<String, String> byName() {
        Map<String, String> byName = new HashMap<>();
        Arrays.stream(Locale.getISOCountries()).forEach(code -> {
            Locale country = new Locale.Builder().setRegion(code).build();
            byName.put(code.toLowerCase(Locale.ROOT), code);
            byName.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
        });
        return byName;
    }

    /** Two capital letters, or null if the text names no country. */
    public static @Nullable String of(String text) {
        String name = Text.trim(text).toLowerCase(Locale.ROOT);
        return BY_NAME.containsKey(name) ? requireNonNull(BY_NAME.get(name)) : null;
    }
}

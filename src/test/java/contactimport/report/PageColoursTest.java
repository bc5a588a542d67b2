package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrasts of the page in light, in dark and on paper, as WCAG 2 measures them: 4.5 for text, 3 for what else has to be seen. */
class PageColoursTest {

    private static final Pattern ROOT = Pattern.compile(":root \\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]+)");
    private static final List<String> GROUNDS = List.of("ground", "paper", "faint");
    private static final List<String> OUTCOMES =
            List.of("updated", "created", "merged", "unchanged", "rejected", "failed");

    @Test
    void every_text_can_be_read() throws IOException {
        themes().forEach((theme, colours) -> {
            for (String ground : GROUNDS) {
                for (String text : List.of("ink", "soft", "accent")) {
                    assertContrast(theme, colours, text, ground, 4.5);
                }
            }
            for (String tone : List.of("good", "warn", "bad")) {
                assertContrast(theme, colours, tone, "paper", 4.5);
                assertContrast(theme, colours, tone, tone + "-ground", 4.5);
            }
        });
    }

    @Test
    void every_bar_curve_and_border_of_a_control_can_be_seen() throws IOException {
        themes().forEach((theme, colours) -> {
            for (String outcome : OUTCOMES) {
                assertContrast(theme, colours, outcome, "paper", 3);
                assertContrast(theme, colours, outcome, "faint", 3);
            }
            assertContrast(theme, colours, "soft", "paper", 3);
            assertContrast(theme, colours, "accent", "ground", 3);
        });
    }

    private static void assertContrast(
            String theme, Map<String, String> colours, String on, String ground, double least) {
        assertThat(contrast(colours.get(on), colours.get(ground)))
                .as("%s: %s on %s", theme, on, ground)
                .isGreaterThanOrEqualTo(least);
    }

    /** The colours that the style sheet begins with, and those with what dark and paper put in their place. */
    private static Map<String, Map<String, String>> themes() throws IOException {
        List<String> roots =
                ROOT.matcher(sheet()).results().map(r -> r.group(1)).toList();
        assertThat(roots).as("light, dark, print").hasSize(3);
        return Map.of(
                "light", colours(roots.get(0)),
                "dark", colours(roots.get(0) + roots.get(1)),
                "print", colours(roots.get(0) + roots.get(2)));
    }

    private static Map<String, String> colours(String declarations) {
        Map<String, String> colours = new HashMap<>();
        for (MatchResult found : COLOUR.matcher(declarations).results().toList()) {
            colours.put(found.group(1), found.group(2));
        }
        return colours;
    }

    private static String sheet() throws IOException {
        try (var sheet = Page.class.getResourceAsStream("/page/report.css")) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String digits = colour.length() == 4 ? colour.replaceAll("([0-9a-f])", "$1$1") : colour;
        int rgb = Integer.parseInt(digits.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}

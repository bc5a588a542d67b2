package contactimport.report;

import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html}: the report on one page that needs nothing but a browser. Its policy allows the one style sheet and the
 * one script that it brings along, by their hashes, and nothing else: no network, no other code, whatever the imported file
 * says. What is not ours is escaped by the template engine. Of single lines it has as many as {@link PageSample} keeps.
 */
final class Page {

    static final String NAME = "report.html";

    /** Other than line ends, of which a browser makes blanks anyway. */
    private static final Pattern PARAGRAPH_END = Pattern.compile("[\\u001c-\\u001e\\u0085\\u2029]");

    private static final Template TEMPLATE = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(inOneParagraph(text)))
            .strictSections(true)
            .emptyStringIsFalse(true)
            .compile(resource("report.html"));
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private Page() {}

    /** @param out in UTF-8 */
    static void write(Report report, PageSample sample, Pii pii, Writer out) {
        Map<String, @Nullable Object> model = new PageModel(report, sample, pii).model();
        model.put("style", STYLE);
        model.put("script", SCRIPT);
        model.put("styleHash", hash(STYLE));
        model.put("scriptHash", hash(SCRIPT));
        TEMPLATE.execute(model, out);
    }

    /**
     * The end of a paragraph ends the isolation of a text's direction: what it then says of the direction would hold for what
     * follows, and show before and after the other way round.
     */
    private static String inOneParagraph(String text) {
        return PARAGRAPH_END.matcher(text).replaceAll(" ");
    }

    /** As the content security policy has it. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** With the line ends that a browser makes of them before it hashes. */
    private static String resource(String name) {
        try (InputStream in = requireNonNull(Page.class.getResourceAsStream("/page/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

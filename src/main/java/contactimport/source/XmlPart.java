package contactimport.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook, element by element; names are without their prefix. Document types and entities are not looked at. What
 * is no XML is a {@link FileFault}.
 */
final class XmlPart implements Closeable {

    /** More text than any cell may have, and than any record. */
    private static final int MOST_TEXT = 1 << 26;

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final String label;
    private final InputStream in;
    private final XMLStreamReader xml;

    XmlPart(String label, InputStream in) {
        this.label = label;
        this.in = in;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            xml = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private FileFault broken(Exception e) {
        return new FileFault(
                label + " is no whole workbook: a part of it is no XML. Save it again as .xlsx, or as CSV.", e);
    }

    /** Goes to where the next element begins or ends; false at the end of the part. */
    boolean next() {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false; // the part has been read to its end by then, and its checksum looked at
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    boolean begins(String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    /** Of the element that begins here; null if it has none of this name. */
    @Nullable String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    int number(String name, int otherwise) {
        String text = attribute(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    boolean flag(String name) {
        String text = attribute(name);
        return text != null
                && (text.equals("1") || text.toLowerCase(Locale.ROOT).equals("true"));
    }

    /** The text of the element that begins here, as it is; goes to its end. */
    String text() {
        StringBuilder text = new StringBuilder();
        try {
            for (int depth = 1; depth > 0; ) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        append(text);
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        return text.toString();
    }

    private void append(StringBuilder text) {
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        if (text.length() > MOST_TEXT) {
            throw new FileFault(label + " has a cell of more than " + MOST_TEXT + " characters: save it as CSV.");
        }
    }

    /** The text of the element that begins here, put together from its runs, without hints how to pronounce it. */
    String richText(String name) {
        StringBuilder text = new StringBuilder();
        while (next() && !ends(name)) {
            if (begins("rPh")) {
                text();
            } else if (begins("t")) {
                text.append(text());
            }
        }
        return unescaped(text.toString());
    }

    /** Characters that XML does not have stand as {@code _x000D_}; half of a pair of surrogates stays like that. */
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher escape = ESCAPE.matcher(text);
        return escape.replaceAll(found -> {
            char c = (char) Integer.parseInt(found.group(1), 16);
            return Matcher.quoteReplacement(Character.isSurrogate(c) ? found.group() : String.valueOf(c));
        });
    }

    @Override
    public void close() {
        try {
            xml.close();
            in.close();
        } catch (XMLStreamException | IOException e) {
            throw broken(e);
        }
    }
}

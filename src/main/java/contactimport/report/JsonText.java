package contactimport.report;

import contactimport.source.ReadAs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Puts a JSON object together out of texts, numbers and values that are JSON already. */
final class JsonText {

    private final List<String> members = new ArrayList<>();

    static String quoted(String s) {
        StringBuilder quoted = new StringBuilder(s.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(s, quoted);
        return quoted.append('"').toString();
    }

    JsonText text(String name, String value) {
        return json(name, quoted(value));
    }

    /** The member of an archive and the line in it; nothing if there is none to tell. */
    JsonText member(ReadAs reading, long ordinal, long line) {
        String name = reading.memberOf(ordinal);
        return name == null ? this : text("member", name).number("member_line", reading.lineInMember(ordinal, line));
    }

    JsonText number(String name, long value) {
        return json(name, Long.toString(value));
    }

    JsonText json(String name, String value) {
        members.add(quoted(name) + ':' + value);
        return this;
    }

    /** The members alone, without braces. */
    String members() {
        return String.join(",", members);
    }

    String object() {
        return '{' + members() + '}';
    }

    /** As {@link #object}, but a member a line, for people. */
    String objectOverLines() {
        return members.stream().collect(Collectors.joining(",\n  ", "{\n  ", "\n}"));
    }
}

package contactimport.source;

import static java.util.Objects.requireNonNull;

import contactimport.source.Detected.Origin;
import contactimport.source.Source.Member;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a file was read, for the record and for the report.
 *
 * @param members of an archive, in order; none for other files
 */
public record ReadAs(Detected detected, List<Member> members) {

    public ReadAs {
        requireNonNull(detected);
        members = List.copyOf(members);
    }

    public static ReadAs usual(Format format) {
        return new ReadAs(Detected.usual(format), List.of());
    }

    /** The member that a record comes from; null where there is no question. */
    public @Nullable String memberOf(long ordinal) {
        if (members.size() < 2) {
            return null;
        }
        return members.stream()
                .filter(member -> ordinal <= member.lastOrdinal())
                .findFirst()
                .map(Member::name)
                .orElse(null);
    }

    /** The line of a record in its own member. */
    public long lineInMember(long ordinal, long line) {
        return members.stream()
                .filter(member -> ordinal <= member.lastOrdinal())
                .findFirst()
                .map(member -> line - member.linesBefore())
                .orElse(line);
    }

    /** JSON text; {@link #of} reads it back. */
    public String json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        CsvForm form = detected.form();
        boolean csv = detected.format() == Format.CSV;
        json.put("format", detected.format().label());
        json.put("array", detected.array());
        json.put("encoding", detected.encoding().name());
        json.put("encoding_from", detected.origin().name().toLowerCase(Locale.ROOT));
        json.put("byte_order_mark", detected.mark());
        json.put("undecodable_bytes", detected.faulty());
        json.put("delimiter", csv ? String.valueOf(form.delimiter()) : null);
        json.put("quote", csv && form.hasQuotes() ? String.valueOf(form.quote()) : null);
        json.put("compression", detected.compression().label());
        json.put("members", members.stream().map(ReadAs::member).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> member(Member member) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", member.name());
        json.put("last_record", BigDecimal.valueOf(member.lastOrdinal()));
        json.put("lines_before", BigDecimal.valueOf(member.linesBefore()));
        return json;
    }

    /** @throws InvalidJson if it is not what {@link #json} gives */
    public static ReadAs of(String text) {
        Map<String, @Nullable Object> json = Json.readObject(text);
        CsvForm form = new CsvForm(
                Encoding.named(String.valueOf(json.get("encoding"))),
                mark(json.get("delimiter"), ','),
                mark(json.get("quote"), "csv".equals(json.get("format")) ? SourceOptions.NO_QUOTE : '"'));
        Detected detected = new Detected(
                Format.valueOf(upper(json.get("format"))),
                Boolean.TRUE.equals(json.get("array")),
                form,
                Origin.valueOf(upper(json.get("encoding_from"))),
                Boolean.TRUE.equals(json.get("byte_order_mark")),
                Boolean.TRUE.equals(json.get("undecodable_bytes")),
                Compression.valueOf(upper(json.get("compression"))));
        return new ReadAs(detected, members(json.get("members")));
    }

    private static List<Member> members(@Nullable Object list) {
        return list instanceof List<?> members
                ? members.stream().map(ReadAs::memberOfJson).toList()
                : List.of();
    }

    private static Member memberOfJson(@Nullable Object object) {
        if (object instanceof Map<?, ?> member
                && member.get("name") instanceof String name
                && member.get("last_record") instanceof BigDecimal last) {
            long before = member.get("lines_before") instanceof BigDecimal lines ? lines.longValueExact() : 0;
            return new Member(name, last.longValueExact(), before);
        }
        throw new InvalidJson("expected a member");
    }

    private static char mark(@Nullable Object text, char otherwise) {
        return text instanceof String s && s.length() == 1 ? s.charAt(0) : otherwise;
    }

    private static String upper(@Nullable Object text) {
        return Objects.toString(text).toUpperCase(Locale.ROOT);
    }
}

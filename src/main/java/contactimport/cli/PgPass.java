package contactimport.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The password file of PostgreSQL's own clients: lines {@code host:port:database:user:password}, {@code *} fits all, a
 * backslash takes the next character as it is; the first line that fits counts.
 *
 * <pre>
 * db.example:5432:shop:ada:pw    for ada@db.example:5432/shop → pw
 * *:*:*:ada:a\:b                 for ada@anywhere             → a:b
 * # comment                                                   → ignored
 * </pre>
 */
record PgPass(List<String> lines) {

    private static final int FIELDS = 5;

    /** No lines if there is no such file, or if others may read it: PostgreSQL's clients then ignore it, too. */
    static PgPass of(Path file) {
        try {
            return Files.isRegularFile(file) && isPrivate(file)
                    ? new PgPass(Files.readAllLines(file))
                    : new PgPass(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PgPass {
        lines = List.copyOf(lines);
    }

    Optional<String> password(String host, String port, String database, String user) {
        List<String> wanted = List.of(host, port, database, user);
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(PgPass::fields)
                .filter(fields -> fields.size() == FIELDS && fits(fields, wanted))
                .map(fields -> fields.get(FIELDS - 1).text())
                .findFirst();
    }

    private static boolean fits(List<Part> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).any() && !fields.get(i).text().equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Split at colons that no backslash precedes; what follows the fourth belongs to the password. */
    private static List<Part> fields(String line) {
        List<Part> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean escaped = false;
        boolean anyEscape = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
                anyEscape = true;
            } else if (!escaped && c == ':' && fields.size() < FIELDS - 1) {
                fields.add(new Part(
                        field.toString(), !anyEscape && field.toString().equals("*")));
                field.setLength(0);
                anyEscape = false;
            } else {
                field.append(c);
                escaped = false;
            }
        }
        fields.add(new Part(field.toString(), false));
        return fields;
    }

    private static boolean isPrivate(Path file) throws IOException {
        if (PostgresBinaries.windows()) {
            return true;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.stream().allMatch(p -> p.name().startsWith("OWNER"));
    }

    /** One field of a line. */
    private record Part(String text, boolean any) {}

    /** Never shows the passwords. */
    @Override
    public String toString() {
        return "PgPass[" + lines.size() + " lines]";
    }
}

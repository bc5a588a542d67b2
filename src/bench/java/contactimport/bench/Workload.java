package contactimport.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a file asks for. Line {@code i} addresses contact {@code i}, but for one workload; what is not named below is as it is stored. */
enum Workload {
    /** Every line changes name and an attribute. */
    EVERYTHING(true, List.of("update.sql")),
    /** The same, and the file is in no order that the database knows. */
    UNORDERED(true, List.of("update.sql")),
    /** Every line changes an attribute only. */
    ATTRIBUTES(true, List.of("update.sql")),
    /** One line in fifty changes the name: a nightly feed. */
    NIGHTLY(true, List.of("update.sql")),
    /** Nothing changes. */
    NOTHING(true, List.of("update.sql")),
    /** One line in ten has the e-mail of the contact before it: 20 % of the rows are in groups that share a key. */
    SHARED(true, List.of("merge.sql", "update.sql"), "--on-conflict", "merge", "--no-hmac-bind", "--identifier", "verify-only"),
    /** Nobody is there yet. */
    UPSERT(false, List.of("upsert.sql"), "--mode", "upsert"),
    /** Every line changes name and attribute; one in ten has an e-mail that is none. */
    REJECTS(true, List.of("update.sql"));

    /** A prime above every number of lines: its multiples, modulo that number, are all numbers below it in no order. */
    private static final long STRIDE = Integer.MAX_VALUE;

    private final boolean people;
    private final List<String> scripts;
    private final List<String> options;

    Workload(boolean people, List<String> scripts, String... options) {
        this.people = people;
        this.scripts = scripts;
        this.options = List.of(options);
    }

    /** Whether the contacts of the lines are there before. */
    boolean hasPeople() {
        return people;
    }

    /** The same work by hand. */
    List<String> scripts() {
        return scripts;
    }

    List<String> options() {
        return options;
    }

    void write(Path file, long lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("inbox_identifier,contact_identifier,identifier,email,name,phone_number,custom_attributes.plan,"
                    + "custom_attributes.seats\n");
            for (long i = 1; i <= lines; i++) {
                out.write(line(this == UNORDERED ? 1 + i * STRIDE % lines : i));
            }
        }
    }

    private String line(long i) {
        boolean renames = this == EVERYTHING || this == UNORDERED || this == REJECTS || (this == NIGHTLY && i % 50 == 0);
        boolean shares = this == SHARED && i % 10 == 0;
        boolean attribute = this == EVERYTHING || this == UNORDERED || this == REJECTS || this == ATTRIBUTES;
        Person person = new Person(i);
        String email = (shares ? new Person(i - 1) : person).email();
        if (this == REJECTS && i % 10 == 0) {
            email = email.replace('@', '.');
        }
        return "box," + person.sourceId() + "," + person.identifier() + "," + email + ","
                + (renames ? person.newName() : person.name()) + "," + person.phone() + ","
                + (attribute ? "silver" : "gold") + "," + i % 50 + "\n";
    }
}

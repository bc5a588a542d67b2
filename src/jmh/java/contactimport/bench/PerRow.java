package contactimport.bench;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.Rules;
import contactimport.merge.Decision;
import contactimport.merge.Ids;
import contactimport.merge.Merger;
import contactimport.merge.People;
import contactimport.patch.ColumnMapping;
import contactimport.source.Format;
import contactimport.source.Source;
import contactimport.source.SourceOptions;
import contactimport.source.SourceRow;
import contactimport.source.Sources;
import contactimport.verify.HmacKey;
import contactimport.verify.Inbox;
import contactimport.verify.Inboxes;
import contactimport.verify.VerifiedPatch;
import contactimport.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What runs for every row in Java: microseconds a row of a signed line that changes name and an attribute. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PerRow {

    private static final int ROWS = 2_000;
    private static final Rules RULES = Rules.defaults(Rules.Mode.UPDATE);
    private static final Attributes CITY = Attributes.of(Map.of("city", "Berlin"));
    private static final Attributes GOLD = Attributes.of(Map.of("plan", "gold", "seats", "7", "segment", "s1"));
    private static final Ids NO_IDS = new Ids() {
        @Override
        public long nextContact() {
            throw new IllegalStateException("nobody is created");
        }

        @Override
        public long nextLink() {
            throw new IllegalStateException("no link is made");
        }

        @Override
        public String nextSourceId() {
            throw new IllegalStateException("no link is made");
        }
    };

    private final HmacKey key = new HmacKey("token-of-the-benchmark");
    private final Verifier verifier =
            new Verifier(new Inboxes(List.of(new Inbox(1, 1, "box", "bench", false, key))), RULES);
    private final Merger merger = new Merger(RULES, NO_IDS);
    private byte[] file = {};
    private final List<SourceRow> rows = new ArrayList<>();
    private final List<VerifiedPatch> patches = new ArrayList<>();
    private ColumnMapping mapping;

    @Setup
    public void lines() {
        StringBuilder text = new StringBuilder("inbox_identifier,contact_identifier,identifier,identifier_hash,email,name,"
                + "phone_number,custom_attributes.plan,custom_attributes.seats\n");
        for (int i = 1; i <= ROWS; i++) {
            String identifier = "crm-" + i;
            text.append("box,src-00000000000-" + i + "," + identifier + "," + key.sign(identifier) + ",user" + i
                    + "@example.com,Renamed Person " + i + ",+49" + (1_000_000_000 + i) + ",silver,7\n");
        }
        file = text.toString().getBytes(StandardCharsets.UTF_8);
        try (Source source = open()) {
            mapping = ColumnMapping.of(source.header());
            each(source, rows::add);
        }
        rows.forEach(row -> patches.add(verified(row)));
    }

    private Source open() {
        return Sources.open(new ByteArrayInputStream(file), "lines.csv", new SourceOptions(Format.CSV, 1 << 20));
    }

    private static void each(Source source, Consumer<SourceRow> to) {
        for (SourceRow row = source.next(); row != null; row = source.next()) {
            to.accept(row);
        }
    }

    private VerifiedPatch verified(SourceRow row) {
        return mapping.from(row).then(verifier::verify).fold(patch -> patch, reasons -> {
            throw new IllegalStateException(reasons.toString());
        });
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void parse(Blackhole hole) {
        try (Source source = open()) {
            each(source, hole::consume);
        }
    }

    /** Part of {@link #validate}. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void hmac(Blackhole hole) {
        for (VerifiedPatch patch : patches) {
            hole.consume(key.sign(String.valueOf(patch.identifier())));
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void validate(Blackhole hole) {
        for (SourceRow row : rows) {
            hole.consume(verified(row));
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void merge(Blackhole hole) {
        People people = new People(RULES.match());
        for (int i = 1; i <= ROWS; i++) {
            people.know(new Link(i, i, 1, "src-00000000000-" + i, true, 1));
            people.know(new Contact(
                    i, 1, "Person " + i, "user" + i + "@example.com", "+49" + (1_000_000_000 + i), "crm-" + i, CITY, GOLD, 1,
                    "Berlin", null));
        }
        for (VerifiedPatch patch : patches) {
            Decision decision = merger.decide(people, patch, Map.of());
            hole.consume(decision);
        }
        if (!people.missing().isEmpty()) {
            throw new IllegalStateException("somebody is missing");
        }
    }
}

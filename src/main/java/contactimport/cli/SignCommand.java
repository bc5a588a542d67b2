package contactimport.cli;

import contactimport.report.PrivateFile;
import contactimport.report.WriteTrouble;
import contactimport.source.FileFault;
import contactimport.store.DatabaseFault;
import contactimport.store.Platform;
import contactimport.store.UnverifiedLinks;
import contactimport.verify.FileSigner;
import contactimport.verify.HmacKey;
import contactimport.verify.SignTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Copies a file with {@code identifier_hash} filled in, for the owner of the inbox's token. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Add identifier_hash to a file. The tokens of its inboxes come from --token-file, from the variable "
                        + SigningKeys.VARIABLE + ", or from the database.")
final class SignCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to sign; it is not changed.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The signed file, readable for you only.")
    private Path out;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file that holds the HMAC token of the one inbox that is signed for, and nothing else.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--inbox",
            paramLabel = "INBOX_IDENTIFIER",
            description = "Sign lines of this inbox only, also those with a blank inbox_identifier.")
    private @Nullable String inbox;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private DatabaseOptions options;

    @Override
    public Integer call() {
        refuseIrregular();
        FileSigner signer = new FileSigner(file, reading.source(), asked());
        Set<String> named = signer.inboxes();
        Set<String> inboxes = asked() == null ? named : Set.of(asked());
        Optional<Map<String, HmacKey>> given = SigningKeys.given(
                        tokenFile, main.surroundings().variables())
                .map(token -> SigningKeys.ofToken(token, inboxes));
        Optional<Database> opened =
                given.isPresent() ? options.openIfNamed(main, 1) : Optional.of(options.open(main, 1));
        if (opened.isPresent()) {
            signBeside(opened.get(), signer, inboxes, given);
        } else {
            SignTally tally = write(signer, given.orElseThrow(), (inbox, sourceId) -> {});
            say(SignWords.of(file, out, tally) + SignWords.UNCOUNTED);
        }
        return ExitCode.DONE;
    }

    private void signBeside(
            Database opened, FileSigner signer, Set<String> inboxes, Optional<Map<String, HmacKey>> given) {
        try (Database database = opened;
                Connection connection = database.connection()) {
            say("Database: " + database.name() + "\n");
            Platform.detect(connection, database.target().schemas());
            UnverifiedLinks links = new UnverifiedLinks(connection);
            Map<String, HmacKey> keys =
                    given.isPresent() ? given.get() : SigningKeys.ofDatabase(connection, database.name(), inboxes);
            SignTally tally = write(signer, keys, links::add);
            say(SignWords.of(file, out, tally) + SignWords.verified(links.count()));
        } catch (SQLException e) {
            throw new DatabaseFault("the inboxes cannot be read (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    private @Nullable String asked() {
        return inbox == null || inbox.isBlank() ? null : inbox;
    }

    private void refuseIrregular() {
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new FileFault(file + " is no regular file, and sign reads it more than once: save it as a file.");
        }
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            throw new UsageFault("--out " + out + " is no regular file: name a new one");
        }
        try {
            if (Files.exists(file) && Files.exists(out) && Files.isSameFile(file, out)) {
                throw new UsageFault("--out " + out + " is the input itself: name another file");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private SignTally write(FileSigner signer, Map<String, HmacKey> keys, BiConsumer<String, String> links) {
        try (PrivateFile signed = new PrivateFile(out)) {
            SignTally tally = signer.write(keys, signed.out(), links);
            signed.keep();
            return tally;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UsageFault unwritable(IOException e) {
        return new UsageFault(
                "the signed file cannot be written to " + out + ": " + WriteTrouble.of(e) + "; choose another --out",
                e);
    }

    private void say(String text) {
        spec.commandLine().getErr().print(text);
        spec.commandLine().getErr().flush();
    }
}

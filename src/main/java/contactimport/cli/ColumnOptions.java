package contactimport.cli;

import contactimport.patch.DeriveKey;
import contactimport.patch.Mapping;
import contactimport.patch.MappingChoice;
import contactimport.patch.MappingFile;
import contactimport.patch.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the columns of a file mean. */
final class ColumnOptions {

    static final String KEY_VARIABLE = "CONTACT_IMPORT_DERIVE_KEY";

    @Option(
            names = "--mapping",
            paramLabel = "FILE|NAME",
            description =
                    "Which columns fill which fields: a mapping file, or a preset; the command presets lists them.")
    private @Nullable String mapping;

    @Option(
            names = "--derive-key-file",
            paramLabel = "FILE",
            description = "A file that holds the key under which a mapping derives source ids, and nothing else. Or "
                    + KEY_VARIABLE + ".")
    private @Nullable Path deriveKeyFile;

    @Option(
            names = "--clear-token",
            paramLabel = "TEXT",
            description = "A cell that says just this empties its field. Default: none does.")
    private @Nullable String clearToken;

    @Option(
            names = "--define-attributes",
            fallbackValue = "true",
            description =
                    "Define custom attributes of the file that the account has not defined, with the type of their"
                            + " values: the dashboard shows defined ones only.")
    private boolean define;

    /** @throws UsageFault if there is no such mapping or key */
    MappingChoice choice(Map<String, String> variables) {
        return new MappingChoice(
                mapping == null || mapping.isBlank() ? null : mapping(mapping),
                key(variables),
                clearToken == null || clearToken.isBlank() ? null : clearToken.strip(),
                define);
    }

    private static Mapping mapping(String name) {
        Mapping preset = Presets.find(name);
        if (preset != null) {
            return preset;
        }
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageFault("--mapping: there is no file " + name
                    + " that could be read, and no preset of this name; the command presets lists those there are");
        }
        try {
            String simple = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
            return MappingFile.parse(name, simple, Files.readString(file));
        } catch (IOException e) {
            throw new UsageFault("--mapping: the file " + name + " is not readable as text in UTF-8", e);
        }
    }

    private @Nullable DeriveKey key(Map<String, String> variables) {
        return deriveKeyFile == null
                ? ofEnvironment(variables)
                : key(PasswordFile.read("--derive-key-file", deriveKeyFile, "the key"));
    }

    /** The key to derive source ids by that the environment names, or null. */
    static @Nullable DeriveKey ofEnvironment(Map<String, String> variables) {
        return PasswordFile.ofEnvironment(variables, KEY_VARIABLE, "the key")
                .map(ColumnOptions::key)
                .orElse(null);
    }

    private static DeriveKey key(String key) {
        try {
            return new DeriveKey(key);
        } catch (IllegalArgumentException e) {
            throw new UsageFault(e.getMessage() + ": make one with, for instance, openssl rand -hex 32", e);
        }
    }
}

package contactimport.report;

import static java.util.Objects.requireNonNull;

import contactimport.patch.FieldColumns;
import contactimport.source.Format;
import contactimport.source.Header;
import contactimport.source.JsonMembers;
import contactimport.source.ReadAs;
import contactimport.store.Accounting.Proof;
import contactimport.store.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about a run beside its lines.
 *
 * @param no the run's number, by which the ledger knows it
 * @param id the run's id, by which people know it; names the directory
 * @param database how people are told which database it was
 * @param file the imported file as it was named
 * @param format of the imported file, and so of the files with lines to give back
 * @param header the CSV header as read; empty for JSON Lines
 * @param settings JSON object of the settings that counted
 * @param status {@code completed}, {@code completed_with_rejects}, {@code guarded}, {@code failed}, {@code interrupted} or
 *     {@code abandoned}
 * @param finishedAt null while the run is not finished
 * @param reading how the file was read; means nothing for an undo, which reads none
 * @param proof the counts, and whether they hold
 * @param check what is to be said if this was only a check; null if it was an import
 * @param why it did not come to its end: sentences for the operator; none if it did
 */
public record RunInfo(
        long no,
        String id,
        String database,
        String file,
        String sha256,
        Format format,
        List<String> header,
        String settings,
        String status,
        int exitCode,
        boolean resumable,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Proof proof,
        ReadAs reading,
        @Nullable CheckInfo check,
        List<String> why) {

    public RunInfo {
        requireNonNull(id);
        requireNonNull(database);
        requireNonNull(file);
        requireNonNull(sha256);
        requireNonNull(format);
        requireNonNull(settings);
        requireNonNull(status);
        requireNonNull(startedAt);
        requireNonNull(proof);
        requireNonNull(reading);
        header = List.copyOf(header);
        why = List.copyOf(why);
    }

    /** Of a file read in the usual way. */
    public RunInfo(
            long no,
            String id,
            String database,
            String file,
            String sha256,
            Format format,
            List<String> header,
            String settings,
            String status,
            int exitCode,
            boolean resumable,
            Instant startedAt,
            @Nullable Instant finishedAt,
            Proof proof) {
        this(
                no,
                id,
                database,
                file,
                sha256,
                format,
                header,
                settings,
                status,
                exitCode,
                resumable,
                startedAt,
                finishedAt,
                proof,
                ReadAs.usual(format),
                null,
                List.of());
    }

    /** Of a run that has ended now. */
    public static RunInfo of(
            RunState run,
            String database,
            String status,
            int exitCode,
            boolean resumable,
            Instant finishedAt,
            Proof proof) {
        return new RunInfo(
                run.no(),
                run.id(),
                database,
                run.fileName(),
                run.sha256(),
                run.format(),
                run.header(),
                run.settings(),
                status,
                exitCode,
                resumable,
                run.startedAt(),
                finishedAt,
                proof,
                run.reading(),
                null,
                List.of());
    }

    /** The columns that the mapping leaves out. */
    List<String> leftOut() {
        return FieldColumns.leftOut(new Header(file, 1, header), settings);
    }

    /** This run as a check that ended so. */
    public RunInfo checked(CheckInfo how, String endStatus, int endExitCode) {
        return with(endStatus, endExitCode, false, reading, how, why);
    }

    /** The same, and why it did not come to its end. */
    public RunInfo because(List<String> sentences) {
        return with(status, exitCode, resumable, reading, check, sentences);
    }

    /** The same, of a file that was read so. */
    public RunInfo readAs(ReadAs how) {
        return with(status, exitCode, resumable, how, check, why);
    }

    private RunInfo with(
            String endStatus,
            int endExitCode,
            boolean goesOn,
            ReadAs how,
            @Nullable CheckInfo checked,
            List<String> sentences) {
        return new RunInfo(
                no,
                id,
                database,
                file,
                sha256,
                format,
                header,
                settings,
                endStatus,
                endExitCode,
                goesOn,
                startedAt,
                finishedAt,
                proof,
                how,
                checked,
                sentences);
    }

    /** @throws NullPointerException while the run is not finished */
    public Instant ended() {
        return requireNonNull(finishedAt);
    }

    /** A guard spoke before the first change: the file is still to be imported, not only its rejects. */
    boolean isGuarded() {
        return status.equals("guarded");
    }

    /** Whether nothing was changed, and all it says is what would be. */
    boolean isOnlyChecked() {
        return check != null || isUndoCheck();
    }

    /** Whether it only says what an undo would do. */
    boolean isUndoCheck() {
        return isUndo()
                && JsonMembers.of(settings)
                        .map(members -> "true".equals(members.values().get("check")))
                        .orElse(false);
    }

    /** Whether it undid another run: then its lines are that run's, and what it rejected is what it left as it is. */
    boolean isUndo() {
        return JsonMembers.of(settings)
                .map(members -> members.values().containsKey("undoes"))
                .orElse(false);
    }
}

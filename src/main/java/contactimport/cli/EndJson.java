package contactimport.cli;

import contactimport.job.PartWay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What stands for {@code summary.json} where a command ended without one: the members that are known, with the same names. */
final class EndJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private EndJson() {}

    static String of(String command, int exit, Exception e) {
        Map<String, @Nullable Object> end = new LinkedHashMap<>();
        end.put("format_version", 1);
        end.put("run_id", e instanceof PartWay partWay ? partWay.runId() : null);
        end.put("command", command);
        end.put("status", status(exit));
        end.put("exit_code", exit);
        end.put("resumable", exit == ExitCode.PART_WAY);
        end.put(
                "message",
                Edge.isSpoken(e)
                        ? Objects.requireNonNullElse(e.getMessage(), "")
                        : "a fault of the program, not of the input");
        return JSON.writeValueAsString(end);
    }

    private static String status(int exit) {
        return switch (exit) {
            case ExitCode.PART_WAY -> "interrupted";
            case ExitCode.FAULT -> "failed";
            default -> "not_started";
        };
    }
}

package contactimport.cli;

import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Keeps an option whose duration may be left out from taking the file that follows it.
 *
 * <pre>
 * --wait 15m a.csv → 15m
 * --wait a.csv     → no duration
 * --wait=a.csv     → a.csv, which is a mistake
 * </pre>
 */
final class OnlyIfDuration implements IParameterPreprocessor {

    private static final Pattern DURATION = Pattern.compile("(?i)(\\d+[dhms])+|PT?\\d[\\dDHMST.]*|for-ever");

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own signature
    public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = "=".equals(info.get("separator"));
        if (!attached && !args.isEmpty() && !DURATION.matcher(args.peek()).matches()) {
            args.push(LaunchOptions.FOR_EVER);
        }
        return false;
    }
}

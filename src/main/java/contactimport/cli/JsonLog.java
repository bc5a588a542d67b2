package contactimport.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes every line on stderr a JSON object with the names of the Elastic Common Schema, whether the program says it or a library
 * logs it: {@code {"@timestamp":…,"log.level":"info","log.logger":"contact-import","message":…}}.
 */
final class JsonLog extends Writer {

    /** Where the option is not given. */
    static final String VARIABLE = "CONTACT_IMPORT_LOG_FORMAT";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OURS = "contact-import";
    private static final String SAID = OURS + ": ";

    private final PrintWriter out;
    private final Clock clock;
    private final StringBuilder line = new StringBuilder();

    JsonLog(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Whether this command line, or else the environment, wants it; found before the command line is understood.
     *
     * @throws UsageFault if another format is asked for
     */
    static boolean isWanted(List<String> arguments, Map<String, String> variables) {
        String format = variables.getOrDefault(VARIABLE, "");
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--log-format=")) {
                format = arguments.get(i).substring("--log-format=".length());
            } else if (arguments.get(i).equals("--log-format") && i + 1 < arguments.size()) {
                format = arguments.get(i + 1);
            }
        }
        return format.equals("json");
    }

    /** What the program writes its lines to; one that ends a command is an error. */
    static final class Lines extends PrintWriter {

        private final JsonLog log;

        Lines(JsonLog log) {
            super(log, true);
            this.log = log;
        }
    }

    /** Says why a command could not do what it was asked: on a log that knows levels, as an error. */
    static void error(PrintWriter err, String sentence) {
        if (err instanceof Lines lines) {
            lines.flush();
            lines.log.say(lines.log.clock.instant(), "error", OURS, sentence);
        } else {
            err.println(SAID + sentence);
        }
    }

    /** What libraries log goes here, too. */
    void takeOver() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    say(
                            event.getInstant(),
                            event.getLevel().toString().toLowerCase(java.util.Locale.ROOT),
                            event.getLoggerName(),
                            event.getFormattedMessage());
                }
            };
            appender.setContext(context);
            appender.start();
            root.addAppender(appender);
        }
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    endLine();
                } else if (text[i] != '\r') {
                    line.append(text[i]);
                }
            }
        }
    }

    private void endLine() {
        String said = line.toString();
        line.setLength(0);
        if (!said.isBlank()) {
            say(clock.instant(), "info", OURS, said.startsWith(SAID) ? said.substring(SAID.length()) : said);
        }
    }

    private void say(Instant when, String level, String logger, String message) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("@timestamp", when.truncatedTo(ChronoUnit.MILLIS).toString());
        object.put("log.level", level);
        object.put("log.logger", logger);
        object.put("message", message);
        synchronized (lock) {
            out.println(JSON.writeValueAsString(object));
            out.flush();
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        synchronized (lock) {
            endLine();
        }
        out.flush();
    }
}

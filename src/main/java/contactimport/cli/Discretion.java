package contactimport.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps people's data, tokens and passwords out of logs, whatever level somebody sets: libraries print what they were given when
 * they are asked for details (parameters of statements, a configuration file line by line), and errors of a database quote
 * the row that was refused.
 *
 * <ul>
 *   <li>libraries say nothing below INFO, but for a few that have been looked at, and we log nothing ourselves;
 *   <li>what comes with an error of the database is not logged: the operator gets it as a sentence of ours, without values;
 *   <li>the driver, which logs to java.util.logging, says nothing.
 * </ul>
 */
final class Discretion extends TurboFilter {

    /** They tell of connections and transactions, and of nothing that is in them. */
    private static final List<String> HARMLESS = List.of(
            "com.zaxxer.hikari.pool", "org.springframework.transaction", "org.springframework.jdbc.support.Jdbc");

    /** Held here, because nobody else holds a logger of java.util.logging. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private Discretion() {}

    /** From now on, in the whole process. */
    static synchronized void begin() {
        // Loggers below it may have levels of their own: what they say comes to this one, and no further.
        DRIVER.setUseParentHandlers(false);
        DRIVER.setLevel(java.util.logging.Level.OFF);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(Discretion.class::isInstance)) {
            Discretion discretion = new Discretion();
            discretion.setContext(context);
            discretion.start();
            context.addTurboFilter(discretion);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            ch.qos.logback.classic.Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] params,
            @Nullable Throwable t) {
        String name = logger.getName();
        boolean details = !level.isGreaterOrEqual(Level.INFO)
                && !(level.equals(Level.DEBUG) && HARMLESS.stream().anyMatch(name::startsWith));
        return details || ofDatabase(t) || ofDatabase(last(params)) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static @Nullable Throwable last(@Nullable Object @Nullable [] params) {
        return params != null && params.length > 0 && params[params.length - 1] instanceof Throwable t ? t : null;
    }

    private static boolean ofDatabase(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}

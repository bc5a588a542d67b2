package contactimport.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to end. The JDK's own way, a shutdown hook, is run once: it cannot know which signal it was, nor
 * that a second one came. {@code sun.misc.Signal} is the only other way, exported for that; it is called by reflection because
 * the compiler warns of it. Where it is missing, the shutdown hook alone must do.
 */
final class Signals {

    private static final Map<String, Integer> EXITS = Map.of("INT", ExitCode.SIGINT, "TERM", ExitCode.SIGTERM);

    private Signals() {}

    /** Calls {@code received} with the exit code that belongs to the signal, each time one comes. */
    static void each(IntConsumer received) {
        EXITS.forEach((name, exit) -> register(name, () -> received.accept(exit)));
    }

    private static void register(String name, Runnable received) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // The system has no such signal, or the JVM was told to leave it alone.
            return;
        }
    }
}

package contactimport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Real PostgreSQL for tests: one embedded server per JVM, a database cloned from a migrated template for every test class. A
 * constructor or method parameter of type {@link TestDatabase} is the one of the class; with {@code @Fresh}, a clone of its own.
 */
public final class PostgresExtension implements ParameterResolver {

    /** A database of its own for this parameter, instead of the one of the class. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Fresh {}

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    /** One that the caller closes. */
    public static TestDatabase newDatabase() {
        return TestServer.newDatabase();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.isAnnotated(Fresh.class)) {
            TestDatabase fresh = TestServer.newDatabase();
            context.getStore(NAMESPACE).put(fresh, fresh);
            return fresh;
        }
        // A store closes what is AutoCloseable when its context ends.
        return classOf(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, c -> TestServer.newDatabase(), TestDatabase.class);
    }

    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getParent().filter(p -> p.getTestClass().isPresent()).isPresent()) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }
}

package contactimport.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.builder.JobBuilderHelper;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStream;

/**
 * Doors of Spring Batch 6.0.4 behind which rows are lost or written twice: nobody opens them. What can be provoked is in {@code
 * CutOffIT}, {@code TrapsIT}, {@code KillsIT} and {@code ResumeIT}; each rule says which trap of the design it is about.
 */
@AnalyzeClasses(packages = "contactimport", importOptions = ImportOption.DoNotIncludeTests.class)
class TrapsTest {

    /** Its default is the resourceless one: data and metadata are committed apart. */
    @ArchTest
    static void every_chunk_step_names_its_transaction_manager(JavaClasses all) {
        classes()
                .that(call(StepBuilder.class, "chunk"))
                .should(callAlso(ChunkOrientedStepBuilder.class, "transactionManager"))
                .check(all);
    }

    /** The same of a tasklet: {@code tasklet(work)} has none, {@code tasklet(work, manager)} has one. */
    @ArchTest
    static void every_tasklet_names_its_transaction_manager(JavaClasses all) {
        noClasses()
                .should()
                .callMethodWhere(calls(StepBuilder.class, "tasklet")
                        .and(DescribedPredicate.describe(
                                "with one parameter",
                                (JavaMethodCall c) ->
                                        c.getTarget().getRawParameterTypes().size() == 1)))
                .check(all);
    }

    @ArchTest
    static void nothing_is_resourceless(JavaClasses all) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveSimpleNameContaining("Resourceless")
                .check(all);
    }

    /**
     * Skip with its scan loses the rest of a chunk, a retry limit loses a row when a read throws, the retry of a write meets an
     * aborted transaction, and a task executor makes a chunk step slower and its listeners deaf.
     */
    @ArchTest
    static void no_chunk_step_skips_retries_or_runs_its_items_in_parallel(JavaClasses all) {
        noClasses()
                .should()
                .callMethodWhere(calls(
                        ChunkOrientedStepBuilder.class,
                        "faultTolerant",
                        "retry",
                        "retryLimit",
                        "retryPolicy",
                        "skip",
                        "skipLimit",
                        "skipPolicy",
                        "taskExecutor"))
                .check(all);
    }

    /** Their positions are ahead of the data when a connection is lost between the writer and the metadata. */
    @ArchTest
    static void no_position_is_kept_in_an_execution_context(JavaClasses all) {
        noClasses().should().beAssignableTo(ItemStream.class).check(all);
        noClasses()
                .that()
                .doNotHaveSimpleName("MergeStep")
                .and()
                .doNotHaveSimpleName("PartitionStep")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("ExecutionContext")
                .check(all);
    }

    /** Two launchers that restart one instance apply every row twice, and one whose commit failed is never restarted. */
    @ArchTest
    static void the_frameworks_restart_and_recovery_are_not_used(JavaClasses all) {
        noClasses()
                .should()
                .callMethodWhere(calls(JobOperator.class, "restart", "recover", "startNextInstance", "abandon"))
                .check(all);
        noClasses()
                .should()
                .callMethodWhere(calls(JobBuilderHelper.class, "incrementer"))
                .check(all);
    }

    /** An exception that is caught around an inner REQUIRED transaction rolls the chunk back, and the step is COMPLETED. */
    @ArchTest
    static void transactions_that_write_are_begun_in_one_place_and_never_joined(JavaClasses all) {
        noClasses()
                .that()
                .doNotHaveSimpleName("Connections")
                .and()
                .haveSimpleNameNotContaining("LedgerReader") // these two only read
                .and()
                .doNotHaveSimpleName("PlanFingerprint") // a check rolls everything back
                .and()
                .doNotHaveSimpleName("Accounting")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("TransactionTemplate")
                .check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.transaction.annotation.Transactional")
                .check(all);
    }

    /** It closes the DataSource under a running job at SIGTERM. */
    @ArchTest
    static void boot_does_not_run_the_program(JavaClasses all) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.boot..")
                        .and(DescribedPredicate.describe(
                                "run applications", c -> c.getSimpleName().startsWith("SpringApplication"))))
                .allowEmptyShould(true)
                .check(all);
    }

    /** By Spring's default a tasklet's checked exception is swallowed, and the tasklet called again. */
    @Test
    void every_exception_ends_a_step_that_makes_its_own_transactions() {
        for (Exception e : Set.of(new SQLException(), new IOException(), new IllegalStateException())) {
            assertThat(Connections.NONE.rollbackOn(e)).isTrue();
        }
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String... names) {
        return JavaAccess.Predicates.targetOwner(assignableTo(owner))
                .and(DescribedPredicate.describe(
                        "named " + Arrays.toString(names), call -> Set.of(names).contains(call.getName())))
                .forSubtype();
    }

    private static DescribedPredicate<JavaClass> call(Class<?> owner, String name) {
        return DescribedPredicate.describe(
                "call " + name, c -> c.getMethodCallsFromSelf().stream().anyMatch(calls(owner, name)));
    }

    private static ArchCondition<JavaClass> callAlso(Class<?> owner, String name) {
        return new ArchCondition<>("call " + name) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        c, call(owner, name).test(c), c.getName() + " makes a step without " + name));
            }
        };
    }
}

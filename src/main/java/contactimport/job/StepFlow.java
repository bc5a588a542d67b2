package contactimport.job;

import java.util.List;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.step.Step;

/**
 * The order of a launch's steps: each goes on to the next only if it is completed, and otherwise to the report; the merge, however it
 * ends, goes on to the stragglers, and they to the report.
 */
record StepFlow(Step merge, Step stragglers, Step report) {

    /** @param before the merge, as far as there is something left to do; may be none */
    Job job(JobBuilder job, List<Step> before) {
        FlowBuilder<FlowJobBuilder> flow = job.flow(before.isEmpty() ? merge : before.get(0));
        for (int i = 0; i < before.size(); i++) {
            Step next = i + 1 < before.size() ? before.get(i + 1) : merge;
            flow.from(before.get(i)).on("COMPLETED").to(next);
            flow.from(before.get(i)).on("*").to(report);
        }
        flow.from(merge).on("*").to(stragglers);
        return flow.from(stragglers).on("*").to(report).end().build();
    }
}

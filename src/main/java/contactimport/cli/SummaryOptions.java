package contactimport.cli;

import contactimport.report.Report;
import contactimport.report.SummaryJson;
import contactimport.report.SummaryText;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a report that was written is summed up: a mixin of the commands that write one without a launch. */
final class SummaryOptions {

    @Option(names = "--json", fallbackValue = "true", description = "Print summary.json on stdout.")
    private boolean json;

    void tell(Report report, CommandLine command) {
        if (json) {
            command.getOut().println(SummaryJson.of(report));
        }
        command.getErr().print(SummaryText.of(report));
    }
}

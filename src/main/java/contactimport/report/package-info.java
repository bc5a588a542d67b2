/**
 * What a run leaves for people and scripts: the files of its report directory, and the summary. Everything is read back from
 * the ledger, so that a report can be written again at any time. The entry point is {@link contactimport.report.Reports};
 * what it returns is shown by {@link contactimport.report.SummaryText} and {@link contactimport.report.SummaryJson}.
 */
@NullMarked
package contactimport.report;

import org.jspecify.annotations.NullMarked;

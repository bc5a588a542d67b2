/**
 * The Spring Batch run: stage, plan, merge, report. Everything here only wires; what a step does is in the package it uses. The
 * entry point is {@link contactimport.job.Importer}. Nothing of the framework's retry, skip, restart or execution context is
 * used: our own tables say what is left (see the design's list of traps).
 */
@NullMarked
package contactimport.job;

import org.jspecify.annotations.NullMarked;

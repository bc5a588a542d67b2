/** The commands, their exit codes, and the database they talk to. The entry point is {@link contactimport.cli.Main}. */
@NullMarked
package contactimport.cli;

import org.jspecify.annotations.NullMarked;

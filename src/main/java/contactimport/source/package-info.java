/**
 * From a file to {@link contactimport.source.SourceRow}s: one record of the input each, readable or not. A bad record is a
 * value; only a file that cannot be read as a whole is an exception ({@link contactimport.source.FileFault}).
 */
@NullMarked
package contactimport.source;

import org.jspecify.annotations.NullMarked;

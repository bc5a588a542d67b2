/**
 * From a row to a {@link contactimport.patch.ContactPatch}: which column or member means which field. The entry point is
 * {@link contactimport.patch.ColumnMapping}; nothing is checked here but that the line can be understood.
 */
@NullMarked
package contactimport.patch;

import org.jspecify.annotations.NullMarked;

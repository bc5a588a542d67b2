/**
 * The vocabulary: what a contact is, what one field of it may hold, and the codes by which a line is refused.
 *
 * <p>Everything here is a value: immutable, free of I/O, and built on the JDK alone. The one-field records ({@link
 * contactimport.contact.Email}, {@link contactimport.contact.Phone}, …) are their rule: {@code parse} is the only way in.
 * Start reading at {@link contactimport.contact.Code}: it lists every reason a line can be refused for, in rule order.
 */
@NullMarked
package contactimport.contact;

import org.jspecify.annotations.NullMarked;

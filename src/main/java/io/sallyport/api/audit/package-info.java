/// The audit log, for security officers.
@NullMarked
package io.sallyport.api.audit;

import org.jspecify.annotations.NullMarked;

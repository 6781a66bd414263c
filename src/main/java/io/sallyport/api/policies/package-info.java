/// Policies, for those who write and review them.
@NullMarked
package io.sallyport.api.policies;

import org.jspecify.annotations.NullMarked;

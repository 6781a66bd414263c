/// Policies for their admins: read, check, explain, publish, and what was in force.
@NullMarked
package io.sallyport.api.policies;

import org.jspecify.annotations.NullMarked;

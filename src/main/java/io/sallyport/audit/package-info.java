/// What happened, provably: the durable log every egress waits for.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.sallyport.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

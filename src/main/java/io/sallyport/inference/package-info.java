/// The one way out to models; every call takes the durable record of its egress.
@NullMarked
@ApplicationModule(displayName = "inference", allowedDependencies = {"audit"})
package io.sallyport.inference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// May this subject do this: rules in files decide requests and documents, and what a permit obliges to.
@NullMarked
@ApplicationModule(displayName = "policy", allowedDependencies = {"identity", "document", "redaction", "audit"})
package io.sallyport.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

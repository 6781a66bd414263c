/// The pipeline, the single enforcement point: from a question to a governed answer, recorded at every step.
@NullMarked
@ApplicationModule(displayName = "gateway", allowedDependencies = {"identity", "document", "policy", "retrieval",
        "redaction", "inference", "audit"})
package io.sallyport.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

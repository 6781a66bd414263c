/// Sources into the index: drafts are checked, cut into chunks and written under the writer's tenant.
@NullMarked
@ApplicationModule(displayName = "ingest", allowedDependencies = {"identity", "document", "index", "audit", "inference",
        "redaction"})
package io.sallyport.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

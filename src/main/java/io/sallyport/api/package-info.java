/// Machines come in here: OpenAI-compatible chat, retrieval, documents and the audit log over HTTP.
@NullMarked
@ApplicationModule(displayName = "api", allowedDependencies = {
        "gateway", "ingest", "policy", "audit", "redaction", "document", "identity", "web"})
package io.sallyport.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

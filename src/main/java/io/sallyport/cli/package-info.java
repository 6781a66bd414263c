/// Commands that need no server: check, test, explain, compare and tidy policies.
@NullMarked
@ApplicationModule(displayName = "cli", allowedDependencies = {"policy", "audit", "redaction", "identity", "document"})
package io.sallyport.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

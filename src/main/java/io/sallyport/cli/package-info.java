/// Commands: check, test, explain, compare and tidy policies without a server; ask one what they would change.
@NullMarked
@ApplicationModule(displayName = "cli", allowedDependencies = {"policy", "audit", "redaction", "identity", "document"})
package io.sallyport.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

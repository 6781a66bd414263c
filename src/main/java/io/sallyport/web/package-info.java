/// Tokens in, problems out: authentication, scopes, request ids and error bodies of the HTTP edge.
@NullMarked
@ApplicationModule(displayName = "web", allowedDependencies = {"identity", "audit"})
package io.sallyport.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

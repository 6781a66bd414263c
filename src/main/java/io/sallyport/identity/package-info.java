/// Who asks: the authenticated party as every other room sees it.
@NullMarked
@ApplicationModule(displayName = "identity", allowedDependencies = {})
package io.sallyport.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The lower room, which may use nothing.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.sallyport.walls.broken.downstairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

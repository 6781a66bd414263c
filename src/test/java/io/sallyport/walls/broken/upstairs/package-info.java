/// The upper room.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.sallyport.walls.broken.upstairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

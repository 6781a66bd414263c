/// Breaches of the walls, on purpose: what the tests of the walls must notice.
@NullMarked
package io.sallyport.walls.broken;

import org.jspecify.annotations.NullMarked;

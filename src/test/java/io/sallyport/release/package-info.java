/// What is released, and how it starts.
@NullMarked
package io.sallyport.release;

import org.jspecify.annotations.NullMarked;

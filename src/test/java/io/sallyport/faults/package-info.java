/// The product as a process of its own, between services that break: what the invariants promise then.
@NullMarked
package io.sallyport.faults;

import org.jspecify.annotations.NullMarked;

/// The chart in `helm/sallyport`, linted and rendered by Helm itself and read back with the models of Kubernetes.
@NullMarked
package io.sallyport.helm;

import org.jspecify.annotations.NullMarked;

package io.sallyport.retrieval;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;

/// How far one decision lets a request reach: never one gate without the other.
///
/// @param filter    what a search finds
/// @param admission what the original rules admit
public record Reach(AccessFilter filter, Admission admission) {

    /// As far as a refused request gets.
    public static final Reach NOWHERE = new Reach(AccessFilter.NONE, document -> false);
}

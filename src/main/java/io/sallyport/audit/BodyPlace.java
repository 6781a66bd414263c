package io.sallyport.audit;

/// Where a body belongs; it opens nowhere else. The position is not known when a body is sealed, hence the entry's id.
///
/// @param origin origin of the log
/// @param request id of the request, empty for an entry of none
/// @param entry id of the entry
/// @param kind kind of the entry
/// @param part wire name of the part
record BodyPlace(String origin, String request, String entry, String kind, String part) {

    byte[] bytes() {
        return Bound.to("sallyport audit body", origin, request, entry, kind, part);
    }
}

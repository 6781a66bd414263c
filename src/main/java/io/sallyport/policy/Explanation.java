package io.sallyport.policy;

import java.util.List;
import java.util.Optional;

/// Why a request, and maybe one document, is decided as it is. Says the same as [PolicySet#decide] and the admission of
/// its permit. Holds values of claims and attributes and the words of every rule: for policy admins, never for callers,
/// who get the reason of a refusal and no more.
///
/// @param revision    the bundle that decides
/// @param request     the decision before any document. When a document is asked about and admitted, the obligations at
///                    its classification are part of it
/// @param hidden      whether a caller would only see that there is no such model
/// @param document    the decision on the document; absent when none was asked about or the request is denied
/// @param inFilter    whether a search would find the document at all; absent as before. Always what `document` says
/// @param rules       every rule that was within reach, by stage in the fixed order: rules about documents only when
///                    there is a document that holds what the vocabulary requires, obligations only when the request is
///                    allowed. None when a claim is not of its type
/// @param obligations of the permit; absent when denied
public record Explanation(
        PolicyRevision revision,
        Ruling request,
        boolean hidden,
        Optional<Ruling> document,
        Optional<Boolean> inFilter,
        List<RuleOutcome> rules,
        Optional<Obligations> obligations) {

    public Explanation {
        rules = List.copyOf(rules);
    }
}

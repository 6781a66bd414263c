package io.sallyport.policy;

import java.util.Map;

import io.sallyport.document.Document;

/// One case of a `PolicyTest`, ready to run.
///
/// @param documents every document of its file by name
record TestCase(String name, AccessRequest request, Map<String, Document> documents, Expectation expect) {}

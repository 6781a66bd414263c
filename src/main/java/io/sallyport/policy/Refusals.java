package io.sallyport.policy;

import java.util.Map;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;

import io.sallyport.document.FieldType;

/// Why a part of a document rule cannot be pushed down, and what to write instead.
final class Refusals {

    private static final String DERIVED = "index a derived keyword field or use startsWith()";
    private static final String AT_INGEST = "write the result into a field of its own at ingest";

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("endsWith", DERIVED),
            Map.entry("contains", DERIVED),
            Map.entry("matches", DERIVED),
            Map.entry("size", AT_INGEST),
            Map.entry("sets.equivalent", "use sets.contains(list, document.field)"));

    private Refusals() {}

    static NotPushable of(CelAbstractSyntaxTree tree, CelExpr part) {
        return switch (part.getKind()) {
            case CALL -> call(part);
            case COMPREHENSION ->
                macro(part, tree.getSource().getMacroCalls().containsKey(part.id())
                        ? tree.getSource().getMacroCalls().get(part.id()).call().function()
                        : "");
            case IDENT -> new NotPushable(part.id(), "the document as a whole cannot be compared", "name its fields");
            default ->
                new NotPushable(part.id(), "this use of a document field cannot be pushed down", "compare a field"
                        + " with ==, !=, <, <=, >, >=, in, startsWith(), has(), exists() or all()");
        };
    }

    private static NotPushable call(CelExpr part) {
        String function = part.call().function();
        if (HINTS.containsKey(function)) {
            return new NotPushable(part.id(), function + "() cannot be pushed down", HINTS.get(function));
        }
        return switch (function) {
            case "_+_", "_-_", "_*_", "_/_", "_%_", "-_" ->
                new NotPushable(part.id(), "arithmetic on a document field cannot be pushed down", AT_INGEST);
            case "_[_]" ->
                new NotPushable(part.id(), "index access on a document field cannot be pushed down", "use in or"
                        + " exists()");
            default -> new NotPushable(part.id(), function + "() on a document field cannot be pushed down", AT_INGEST);
        };
    }

    static NotPushable macro(CelExpr part, String macro) {
        return new NotPushable(
                part.id(),
                macro + "() over a document field cannot be pushed down",
                "use exists() or all()");
    }

    static NotPushable twoFields(CelExpr part) {
        return new NotPushable(part.id(), "two document fields in one comparison cannot be pushed down", AT_INGEST);
    }

    static NotPushable presenceOfList(CelExpr part) {
        return new NotPushable(
                part.id(),
                "has() on a list cannot be pushed down, an index cannot tell an empty list from a missing one",
                "ask for elements with in, exists() or sets.intersects()");
    }

    static NotPushable equality(CelExpr part, FieldType type) {
        return type == FieldType.DOUBLE
                ? new NotPushable(part.id(), "equality on a double cannot be pushed down", "use <= and >=")
                : new NotPushable(
                        part.id(),
                        "equality on a list cannot be pushed down",
                        "use in, exists(), all(), sets.intersects() or sets.contains()");
    }

    static NotPushable ordering(CelExpr part, FieldType type) {
        return new NotPushable(
                part.id(),
                "an ordering on a field of type %s cannot be pushed down".formatted(type.vocabularyName()),
                "order levels, numbers or timestamps only");
    }

    static NotPushable membership(CelExpr part, FieldType type) {
        return new NotPushable(
                part.id(),
                "in on a field of type %s cannot be pushed down".formatted(type.vocabularyName()),
                "use an ordering, or == for each value");
    }

    static NotPushable containmentInDocument(CelExpr part) {
        return new NotPushable(
                part.id(),
                "sets.contains() with the document's list first cannot be pushed down",
                "use list.all(x, x in document.field)");
    }

    static NotPushable all(CelExpr part) {
        return new NotPushable(
                part.id(),
                "all() over a document list takes 'x in list' only",
                "write document.field.all(x, x in list)");
    }

    static NotPushable exists(CelExpr part) {
        return new NotPushable(
                part.id(),
                "exists() over a document list takes x == value, x in list, x.startsWith(text) and || of these only",
                "negate the whole exists(), or add another exists()");
    }

    static NotPushable fineTimestamp(CelExpr part) {
        return new NotPushable(
                part.id(),
                "a timestamp finer than milliseconds cannot be pushed down",
                "write whole milliseconds");
    }

    static NotPushable type(CelExpr part, CelType found, CelType expected) {
        return new NotPushable(
                part.id(),
                "a value of type %s is compared with a field of type %s"
                        .formatted(CelTypes.format(found), CelTypes.format(expected)),
                "use a value of the field's own type, without dyn() or mixed lists");
    }
}

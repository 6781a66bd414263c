package io.sallyport.walls.broken;

/// The root of a house whose lower room uses the upper one.
public final class BrokenApplication {

    private BrokenApplication() {}
}

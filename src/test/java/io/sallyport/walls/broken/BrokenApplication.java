package io.sallyport.walls.broken;

import org.springframework.modulith.Modulithic;

/// The root of a house whose lower room uses the upper one.
@Modulithic
public final class BrokenApplication {

    private BrokenApplication() {}
}

package io.sallyport.audit;

import java.time.Clock;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;

/// What a log stands on.
///
/// @param disk its directory
/// @param name `<log name>/<replica>`, the first parts of the origin of a new log
/// @param limits its bounds
/// @param clock wall clock of entries
/// @param nanos nanoseconds since the process started; order and ages never rest on the wall clock
/// @param meters where it is measured
/// @param halt how it ends the process
/// @param version version of the gateway
/// @param keys the secrets it needs
/// @param floor size the log is known to have reached by someone outside of it; 0 while nobody does
record Premises(Disk disk, String name, Limits limits, Clock clock, LongSupplier nanos, MeterRegistry meters, Halt halt,
        String version, AuditKeys keys, long floor) {}

package io.github.onekyu.testkit.contract;

/** An honest transport passes. */
class MemoryContractTest implements MemoryContract {}

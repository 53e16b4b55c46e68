package io.github.onekyu.testkit.contract;

/** Run by {@link BrokenTransportsTest} alone, hence a name that the build takes for no test. */
class Broken implements MemoryContract {
    static final ThreadLocal<Fault> FAULT = ThreadLocal.withInitial(() -> Fault.NONE);

    @Override
    public Fault fault() {
        return FAULT.get();
    }
}

package io.github.onekyu.testkit.conformance;

import java.util.List;
import java.util.Set;

/**
 * A class or interface as its source declares it.
 *
 * @param module the folder of the module, such as {@code transport-ws}
 * @param name the simple name, with those of the enclosing types before it: {@code Outer.Inner}
 * @param concrete whether it can be run by itself: no interface, not abstract, not disabled
 * @param supertypes the simple names of what it extends and implements
 * @param words every word of its file: which capabilities a contract's test class names is read from here
 */
record TestType(
        String module,
        String name,
        boolean concrete,
        Set<String> supertypes,
        List<TestMethod> methods,
        Set<String> words) {

    /**
     * A test method.
     *
     * @param tags its own and those of the enclosing types
     * @param needs the capabilities a test of the contract asks for
     */
    record TestMethod(String name, Set<String> tags, Set<String> needs) {}

    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

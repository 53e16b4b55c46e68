package io.github.onekyu.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the tests of all modules: those in {@code <module>/src/test/java}, and the contract in {@code
 * testkit/src/main/java}. A test of the contract counts where a class of another module runs it and names, in its own
 * file, every capability the test needs.
 */
final class TestScan {
    private static final String KIT = "testkit";

    private final List<TestType> types = new ArrayList<>();
    private final Map<String, TestType> kitTypes = new HashMap<>();

    static List<TaggedTest> of(Path root) {
        TestScan scan = new TestScan();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
                scan.read(module, "src/test/java", false);
            }
            scan.read(root.resolve(KIT), "src/main/java", true);
        } catch (IOException e) {
            throw new UncheckedIOException("the tests' sources cannot be read", e);
        }
        return scan.tests();
    }

    private void read(Path module, String folder, boolean kit) throws IOException {
        Path sources = module.resolve(folder);
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                List<TestType> found = SourceReader.read(module.getFileName().toString(), Files.readString(file));
                types.addAll(found);
                if (kit) {
                    found.forEach(type -> kitTypes.put(type.simpleName(), type));
                }
            }
        }
    }

    private List<TaggedTest> tests() {
        List<TaggedTest> tests = new ArrayList<>();
        for (TestType type : types) {
            for (TestType.TestMethod method : type.methods()) {
                if (kitTypes.containsValue(type)) {
                    List<String> runners = runners(type, method);
                    if (!runners.isEmpty()) {
                        tests.add(new TaggedTest(type.module(), type.name(), method.name(), method.tags(), runners));
                    }
                } else {
                    tests.add(new TaggedTest(type.module(), type.name(), method.name(), method.tags(), List.of()));
                }
            }
        }
        return tests.stream().sorted().toList();
    }

    private List<String> runners(TestType contract, TestType.TestMethod method) {
        return types.stream()
                .filter(type -> type.concrete() && !type.module().equals(KIT))
                .filter(type -> inherits(type, contract.simpleName()))
                .filter(type -> type.words().containsAll(method.needs()))
                .map(TestType::name)
                .sorted()
                .toList();
    }

    /** Whether the kit's interface is among the type's supertypes; those in between must be the kit's own. */
    private boolean inherits(TestType type, String contract) {
        Deque<String> open = new ArrayDeque<>(type.supertypes());
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.equals(contract)) {
                return true;
            }
            TestType known = kitTypes.get(name);
            if (known != null && seen.add(name)) {
                open.addAll(known.supertypes());
            }
        }
        return false;
    }
}

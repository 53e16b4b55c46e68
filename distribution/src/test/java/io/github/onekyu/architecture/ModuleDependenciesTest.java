package io.github.onekyu.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: a transport knows core and its library, nobody knows the distribution, and so on. */
class ModuleDependenciesTest {
    private static final String OURS = "io.github.onekyu.";
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.onekyu");
        assertThat(classes).as("the modules must be on the class path").hasSizeGreaterThan(100);
    }

    @Test
    void coreKnowsNothingOfOursAndNoWebLibrary() {
        classes()
                .that()
                .resideInAPackage(OURS + "core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        OURS + "core..",
                        "java..",
                        "javax.crypto..",
                        "javax.net..",
                        "javax.security.auth.x500..",
                        "com.google.gson..",
                        "com.google.re2j..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport.http",
                "transport.ws",
                "transport.wsreverse",
                "transport.post",
                "bridge.ckyu",
                "console",
                "testkit"
            })
    void aModuleKnowsCoreAndNoOtherModule(String module) {
        noClasses()
                .that()
                .resideInAPackage(OURS + module + "..")
                .should()
                .dependOnClassesThat(ours().and(not(resideInAnyPackage(OURS + "core..", OURS + module + ".."))))
                .check(classes);
    }

    @Test
    void nobodyElseUsesTheInsidesOfCore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + "core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OURS + "core.internal..")
                .check(classes);
    }

    @Test
    void librariesStayWhereTheyBelong() {
        noClasses()
                .that()
                .resideInAnyPackage(OURS + "transport.post..", OURS + "bridge.ckyu.sandbox..", OURS + "core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..", "org.glassfish.tyrus..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(OURS + "bridge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.glassfish.tyrus..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + "app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "ch.qos.logback..")
                .check(classes);
    }

    @Test
    void noPackageAppearsInTwoJars() {
        Map<String, String> homes = new HashMap<>();
        for (var each : classes) {
            String home = each.getSource()
                    .map(source -> jar(source.getUri().toString(), each.getName()))
                    .orElse("?");
            String other = homes.putIfAbsent(each.getPackageName(), home);
            assertThat(other == null ? home : other)
                    .as("package %s", each.getPackageName())
                    .isEqualTo(home);
        }
    }

    private static String jar(String uri, String className) {
        return uri.substring(0, uri.indexOf(className.replace('.', '/').replaceAll("\\$.*", "")));
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("io.github.onekyu..");
    }
}

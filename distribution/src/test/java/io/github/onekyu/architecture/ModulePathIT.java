package io.github.onekyu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Our jars have names on the module path, and no two jars of the zip claim one package or module. */
class ModulePathIT {
    private static final Path LIB = Path.of(System.getProperty("onekyu.dist"), "lib");

    private static String java(String option) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(program, "--module-path", LIB.toString(), option)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void everyModuleHasItsPackagePrefixForAName() throws Exception {
        assertThat(java("--list-modules").lines().map(line -> line.replaceAll("@.*", "")))
                .contains(
                        "io.github.onekyu.core",
                        "io.github.onekyu.transport.http",
                        "io.github.onekyu.transport.ws",
                        "io.github.onekyu.transport.wsreverse",
                        "io.github.onekyu.transport.post",
                        "io.github.onekyu.bridge.ckyu",
                        "io.github.onekyu.console",
                        "io.github.onekyu.app");
    }

    @Test
    void theModulePathIsSound() throws Exception {
        java("--validate-modules");
    }
}

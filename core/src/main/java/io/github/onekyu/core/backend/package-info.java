/** The SPI for chat hosts: what an account must do so that bots can use it. Implementations live in other modules. */
@NullMarked
package io.github.onekyu.core.backend;

import org.jspecify.annotations.NullMarked;

package io.github.onekyu.benchmarks.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a benchmark that does the work of another one without our code. It has that one's name with {@code Yardstick}
 * behind it, and the table shows how many times its time and bytes ours takes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Yardstick {
    /** The end of the name of such a method. */
    String SUFFIX = "Yardstick";

    /** What it does it with, for the table. */
    String value();
}

package io.github.onekyu.testkit.rfc6455;

/** Which end of the connection the product is; the case plays the other. */
public enum Side {
    SERVER,
    CLIENT
}

package io.github.onekyu.core.extension;

/** Makes an extension. Stateless, with a public constructor without parameters, found by ServiceLoader. */
public interface ExtensionProvider {
    /** What the extension is called in logs and thread names, such as {@code long_polling}. */
    String name();

    /**
     * Makes the extension of one account, after the configuration was read and before any transport serves (EXT-01).
     * Called on the extension's own thread; after a restart of the account, anew. If it throws, the account starts
     * without this extension.
     */
    Extension create(ExtensionContext context);
}

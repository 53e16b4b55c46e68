package io.github.onekyu.benchmarks.codec;

/** The part of a page between two comments, which is made anew while the rest is left as it is. */
final class PageSection {
    private final String open;
    private final String close;

    PageSection(String name) {
        open = "<!-- " + name + " -->";
        close = "<!-- /" + name + " -->";
    }

    /** The page with this in the section; a page without the section gets it at its end. */
    String replace(String page, String content) {
        String section = open + "\n" + content + close;
        int start = page.indexOf(open);
        int end = page.indexOf(close, Math.max(start, 0));
        if (start < 0 || end < 0) {
            return page + "\n" + section + "\n";
        }
        return page.substring(0, start) + section + page.substring(end + close.length());
    }
}

package io.github.onekyu.testkit.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the declarations of one source file: types, their supertypes, test methods and the annotations of both. Bodies
 * of methods and values of fields are skipped. No compiler, so it sees what is written in the file: tags must be string
 * literals.
 */
final class SourceReader {
    private static final Set<String> TYPE_WORDS = Set.of("class", "interface", "enum", "record");

    private final String module;
    private final List<Token> tokens;
    private final Set<String> words;
    private final List<TestType> types = new ArrayList<>();
    private int at;

    private SourceReader(String module, String source) {
        this.module = module;
        this.tokens = Token.of(source);
        this.words = tokens.stream().filter(Token::isWord).map(Token::text).collect(Collectors.toUnmodifiableSet());
    }

    static List<TestType> read(String module, String source) {
        SourceReader reader = new SourceReader(module, source);
        reader.body(new Enclosing("", Set.of(), false), null);
        return reader.types;
    }

    /** What a nested type inherits from the ones around it. */
    private record Enclosing(String prefix, Set<String> tags, boolean disabled) {}

    /** Reads members until the brace that closes this body, or the end of the file; the file counts as a body. */
    private void body(Enclosing type, @org.jspecify.annotations.Nullable List<TestType.TestMethod> methods) {
        Annotations annotations = new Annotations();
        boolean isAbstract = false;
        while (at < tokens.size() && !here("}")) {
            if (here("@") && !next(1, "interface")) {
                annotation(annotations);
            } else if (startsType()) {
                type(type, annotations, isAbstract);
                annotations = new Annotations();
                isAbstract = false;
            } else if (tokens.get(at).isWord() && next(1, "(") && methods != null) {
                String name = tokens.get(at).text();
                at++;
                skipBlock();
                if (annotations.isTest() && !type.disabled()) {
                    Set<String> tags = new LinkedHashSet<>(type.tags());
                    tags.addAll(annotations.tags());
                    methods.add(new TestType.TestMethod(name, tags, annotations.needs()));
                }
            } else if (here("=")) {
                skipValue();
            } else if (here("{") || here("(")) {
                skipBlock();
                annotations = new Annotations();
            } else {
                boolean ends = here(";");
                isAbstract = !ends && (isAbstract || here("abstract"));
                annotations = ends ? new Annotations() : annotations;
                at++;
            }
        }
        at++;
    }

    private void annotation(Annotations annotations) {
        at++;
        String name = tokens.get(at).text();
        at++;
        while (here(".")) {
            name = tokens.get(at + 1).text();
            at += 2;
        }
        int start = at;
        if (here("(")) {
            skipBlock();
        }
        annotations.add(name, tokens.subList(start, at));
    }

    /** {@code class}, {@code record} and the like are words of their own meaning only in front of a name. */
    private boolean startsType() {
        Token token = tokens.get(at);
        return token.isWord()
                && TYPE_WORDS.contains(token.text())
                && at + 1 < tokens.size()
                && tokens.get(at + 1).isWord()
                && (!token.is("record") || next(2, "(") || next(2, "<"));
    }

    private void type(Enclosing outer, Annotations annotations, boolean isAbstract) {
        boolean isInterface = here("interface");
        String name = outer.prefix() + tokens.get(at + 1).text();
        at += 2;
        Set<String> supertypes = new HashSet<>();
        boolean heritage = false;
        while (!here("{")) {
            if (here("(") || here("<")) {
                skipBlock();
                continue;
            }
            if (here("extends") || here("implements")) {
                heritage = true;
            } else if (here("permits")) {
                heritage = false;
            } else if (heritage && tokens.get(at).isWord() && !next(1, ".")) {
                supertypes.add(tokens.get(at).text());
            }
            at++;
        }
        at++;
        boolean disabled = outer.disabled() || annotations.isDisabled();
        Set<String> tags = new LinkedHashSet<>(outer.tags());
        tags.addAll(annotations.tags());
        List<TestType.TestMethod> methods = new ArrayList<>();
        body(new Enclosing(name + ".", tags, disabled), methods);
        boolean concrete = !isInterface && !isAbstract && !disabled;
        types.add(new TestType(module, name, concrete, supertypes, methods, words));
    }

    /** From an equals sign to the semicolon of the field, or the end of the body for a constant of an annotation. */
    private void skipValue() {
        while (at < tokens.size() && !here(";") && !here("}")) {
            if (here("{") || here("(")) {
                skipBlock();
            } else {
                at++;
            }
        }
    }

    /** From an opening bracket past the one that closes it. */
    private void skipBlock() {
        String open = tokens.get(at).text();
        String close = open.equals("{") ? "}" : open.equals("(") ? ")" : ">";
        int depth = 0;
        do {
            if (here(open)) {
                depth++;
            } else if (here(close)) {
                depth--;
            }
            at++;
        } while (depth > 0 && at < tokens.size());
    }

    private boolean here(String text) {
        return next(0, text);
    }

    private boolean next(int offset, String text) {
        return at + offset < tokens.size() && tokens.get(at + offset).is(text);
    }
}

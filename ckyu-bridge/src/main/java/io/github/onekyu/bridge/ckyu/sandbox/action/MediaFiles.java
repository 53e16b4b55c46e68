package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.MediaKind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks up media in the data directory (A-get_image, A-get_record). Only plain names are looked up, never a path. */
public final class MediaFiles {
    private final MediaAddresses addresses;
    private final Path images;
    private final Path records;
    private final List<Path> all;

    /** @param dataDir holds {@code image}, {@code record}, {@code show} and {@code download} */
    public MediaFiles(Path dataDir, MediaAddresses addresses) {
        this.addresses = addresses;
        this.images = dataDir.resolve("image");
        this.records = dataDir.resolve("record");
        this.all = List.of(images, records, dataDir.resolve("show"), dataDir.resolve("download"));
    }

    public JsonValue image(Params params) {
        Path file = find(images, params.text("file", ""));
        return described(MediaKind.IMAGE, file, file.toString());
    }

    /** A record in that format if there is a file of the same name in it, else the record as it is: nothing is converted. */
    public JsonValue record(Params params) {
        String name = params.text("file", "");
        Path file = find(records, name);
        Path converted = records.resolve(withoutExtension(name) + "." + plain(params.text("out_format", "")));
        Path best = Files.isRegularFile(converted) ? converted.toAbsolutePath() : file;
        String shown = params.bool("full_path", false) ? best.toString() : name(best);
        return described(MediaKind.RECORD, best, shown);
    }

    private JsonObject described(MediaKind kind, Path file, String shown) {
        return JsonObject.builder()
                .put("file", shown)
                .put("size", file.toFile().length())
                .put("filename", name(file))
                .put("url", addresses.url(kind, name(file)))
                .build();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String plain(String format) {
        return format.matches("[A-Za-z0-9]{1,8}") ? format : "none";
    }

    /** The medium or download of that name, whatever it is. */
    Optional<Path> anywhere(String name) {
        return all.stream()
                .flatMap(directory -> lookUp(directory, name).stream())
                .findFirst();
    }

    private static Path find(Path directory, String name) {
        return lookUp(directory, name)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no file \"" + name + "\" in " + directory));
    }

    private static Optional<Path> lookUp(Path directory, String name) {
        if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(name).toAbsolutePath()).filter(Files::isRegularFile);
        } catch (InvalidPathException noFileName) {
            return Optional.empty(); // such a name cannot be a file here
        }
    }
}

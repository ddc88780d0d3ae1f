package io.tidemark.envelope.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The cases: those of the folder that {@code -Dgolden.dir=…} names, else those packed into the test
 * resource {@code corpus.zip}.
 *
 * <p>{@link #main} packs a folder:
 *
 * <pre>java … io.tidemark.envelope.golden.GoldenCorpus FOLDER corpus.zip</pre>
 */
final class GoldenCorpus {
  private static final String RESOURCE = "corpus.zip";

  private GoldenCorpus() {}

  static List<GoldenCase> load() throws IOException {
    String folder = System.getProperty("golden.dir");
    Map<String, Map<String, String>> files = folder == null ? packed() : unpacked(Path.of(folder));
    List<GoldenCase> cases = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> entry : files.entrySet()) {
      cases.add(GoldenCase.of(entry.getKey(), entry.getValue()));
    }
    return cases;
  }

  private static Map<String, Map<String, String>> packed() throws IOException {
    Map<String, Map<String, String>> files = new TreeMap<>();
    try (InputStream resource = GoldenCorpus.class.getResourceAsStream(RESOURCE);
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(resource, RESOURCE))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        int slash = entry.getName().indexOf('/');
        files
            .computeIfAbsent(entry.getName().substring(0, slash), name -> new TreeMap<>())
            .put(
                entry.getName().substring(slash + 1),
                new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static Map<String, Map<String, String>> unpacked(Path folder) throws IOException {
    Map<String, Map<String, String>> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path directory : entries.filter(e -> Files.exists(e.resolve("case.json"))).toList()) {
        Map<String, String> contents = new TreeMap<>();
        for (String file : GoldenCase.FILES) {
          if (Files.exists(directory.resolve(file))) {
            contents.put(file, Files.readString(directory.resolve(file)));
          }
        }
        files.put(directory.getFileName().toString(), contents);
      }
    }
    return files;
  }

  /** Packs what the test uses of a folder; the same folder always gives the same bytes. */
  public static void main(String[] args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, Map<String, String>> directory :
          unpacked(Path.of(args[0])).entrySet()) {
        for (Map.Entry<String, String> file : directory.getValue().entrySet()) {
          ZipEntry entry = new ZipEntry(directory.getKey() + "/" + file.getKey());
          entry.setLastModifiedTime(FileTime.fromMillis(0));
          zip.putNextEntry(entry);
          zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
          zip.closeEntry();
        }
      }
    }
  }
}

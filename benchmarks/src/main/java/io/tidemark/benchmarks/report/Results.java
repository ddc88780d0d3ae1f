package io.tidemark.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a run leaves its results in. */
public record Results(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Makes the folder. */
  public static Results in(Path folder) throws IOException {
    return new Results(Files.createDirectories(folder));
  }

  /** Writes a file, and prints it too if it is a table. */
  public void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    if (name.endsWith(".md")) {
      System.out.println(content);
    }
  }

  /** Writes a file that other programs read. */
  public void json(String name, Object content) throws IOException {
    Files.writeString(folder.resolve(name), JSON.writeValueAsString(content) + "\n");
  }
}

package io.tidemark.testing;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the archive of one major version's server binaries: the default version on the class path,
 * the others in jars that the build copies to {@code
 * pgwire-decoder/target/postgres-binaries/<major>}. They are versions of the same artifact, of
 * which a class path holds only one.
 */
record PostgresBinaries(int major) implements PgBinaryResolver {

  private static final String LOCATION_PROPERTY = "tidemark.postgres.binaries";
  private static final Path LOCATION = Path.of("pgwire-decoder", "target", "postgres-binaries");

  @Override
  public InputStream getPgBinary(String system, String machineHardware) throws IOException {
    if (major == TestPostgres.DEFAULT_VERSION) {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
    }
    Path directory = location().resolve(Integer.toString(major));
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
        for (Path jar : jars) {
          return archiveIn(jar);
        }
      }
    }
    throw new IllegalStateException(
        "PostgreSQL "
            + major
            + ": no server binaries in "
            + directory.toAbsolutePath()
            + ". The build copies versions 14 to 17 there: mvn -Dquick generate-test-resources -pl pgwire-decoder");
  }

  private static InputStream archiveIn(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".txz")) {
          return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    throw new IllegalStateException(jar + ": holds no .txz archive of server binaries");
  }

  /**
   * The build says where; an IDE, which starts in the project or in one of its modules, does not.
   */
  private static Path location() {
    String configured = System.getProperty(LOCATION_PROPERTY);
    if (configured != null) {
      return Path.of(configured);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(LOCATION))) {
        return at.resolve(LOCATION);
      }
    }
    return LOCATION;
  }
}

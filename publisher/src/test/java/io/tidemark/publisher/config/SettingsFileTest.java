package io.tidemark.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir private Path directory;

  @Test
  void readsProperties() throws IOException {
    assertThat(SettingsFile.read(file("# a comment\nslot.name = orders\n")))
        .containsExactly(Map.entry("slot.name", "orders"));
  }

  @Test
  void readsJsonAsConnectorsAreRegistered() throws IOException {
    assertThat(
            SettingsFile.read(
                file(
                    "{\"name\": \"x\", \"config\": {\"tasks.max\": 1, \"slot.name\": \"orders\", \"name\": null}}")))
        .containsOnly(Map.entry("tasks.max", "1"), Map.entry("slot.name", "orders"));
    assertThat(SettingsFile.read(file("{\"slot.name\": \"orders\"}")))
        .containsExactly(Map.entry("slot.name", "orders"));
  }

  @Test
  void replacesPlaceholders() throws IOException {
    Path secret = file("s3cret\n");
    String path = System.getenv("PATH");
    assertThat(
            SettingsFile.resolve(
                Map.of("a", "${file:" + secret + "}", "b", "<${env:PATH}>", "c", "$1 ${name}")))
        .containsOnly(
            Map.entry("a", "s3cret"),
            Map.entry("b", "<" + path + ">"),
            Map.entry("c", "$1 ${name}"));
  }

  @Test
  void replacesWhatKafkaConnectsFilesAndDirectoriesStandFor() throws IOException {
    Path secrets = file("user=replicator\npassword = s3cret:1\n");
    Files.writeString(directory.resolve("with:colon"), "s3cret:2\n");
    Files.writeString(directory.resolve("plain"), "s3cret:3\n");
    assertThat(
            SettingsFile.resolve(
                Map.of(
                    "a", "${file:" + secrets + ":user}/${file:" + secrets + ":password}",
                    "b", "${file:" + directory + "/with:colon}",
                    "c", "${dir:" + directory + ":plain}")))
        .containsOnly(
            Map.entry("a", "replicator/s3cret:1"),
            Map.entry("b", "s3cret:2"),
            Map.entry("c", "s3cret:3"));
  }

  /** As it stands it would be taken for the password itself. */
  @Test
  void refusesWhatNobodyReplaces() {
    fails(Map.of("database.password", "${secrets:shop/database:password}"))
        .withMessage(
            "database.password: ${secrets:…} is not known; expected ${env:NAME}, ${file:PATH}, ${file:PATH:KEY} or"
                + " ${dir:PATH:NAME}");
  }

  @Test
  void namesWhatIsNotThere() throws IOException {
    fails(Map.of("database.password", "${env:NO_SUCH_VARIABLE}"))
        .withMessage("database.password: the environment variable NO_SUCH_VARIABLE is not set");
    fails(Map.of("database.password", "${file:/no/such/file}"))
        .withMessage("database.password: file /no/such/file does not exist");
    fails(Map.of("database.password", "${file:/no/such/file:password}"))
        .withMessage("database.password: file /no/such/file does not exist");
    Path empty = file("");
    fails(Map.of("database.password", "${file:" + empty + ":password}"))
        .withMessage("database.password: file " + empty + " has no key password");
    fails(Map.of("database.password", "${dir:" + directory + ":no_such_file}"))
        .withMessage("database.password: file " + directory + "/no_such_file does not exist");
    fails(Map.of("database.password", "${dir:x}"))
        .withMessage("database.password: found ${dir:x}; expected ${dir:PATH:NAME}");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SettingsFile.read(Path.of("/no/such/file")))
        .withMessage("configuration: file /no/such/file does not exist");
  }

  @Test
  void namesPlaceOfBadJson() throws IOException {
    Path broken = file("{\"a\": \"b\",\n \"c\" 1}");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SettingsFile.read(broken))
        .withMessageStartingWith("configuration " + broken + ", line 2: ");
    Path nested = file("{\"a\": {\"b\": 1}}");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SettingsFile.read(nested))
        .withMessage("configuration " + nested + ": a: expected text, a number, true or false");
  }

  private static ThrowableAssertAlternative<ConfigurationException> fails(
      Map<String, String> settings) {
    return assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SettingsFile.resolve(settings));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "settings", ""), text);
  }
}

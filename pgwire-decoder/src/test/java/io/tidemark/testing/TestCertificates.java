package io.tidemark.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of its own, and what it certifies, made with the JDK's keytool. */
public final class TestCertificates {
  private static final String STORE_PASSWORD = "changeit";

  private final Path directory;

  /**
   * Makes the authority.
   *
   * @param directory takes all files
   */
  public TestCertificates(Path directory) {
    this.directory = directory;
    keytool(
        store("ca"),
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=ca",
        "-ext",
        "bc=ca:true");
    keytool(store("ca"), "-exportcert", "-alias", "ca", "-rfc", "-file", root().toString());
  }

  /** The authority's certificate, for {@code sslrootcert}. */
  public Path root() {
    return directory.resolve("root.crt");
  }

  /** A certificate for a host name, made at the first call. */
  public Path certificate(String host) {
    Path request = directory.resolve(host + ".csr");
    Path certificate = directory.resolve(host + ".crt");
    if (Files.exists(certificate)) {
      return certificate;
    }
    keytool(store(host), "-genkeypair", "-alias", host, "-keyalg", "RSA", "-dname", "CN=" + host);
    keytool(store(host), "-certreq", "-alias", host, "-file", request.toString());
    keytool(
        store("ca"),
        "-gencert",
        "-alias",
        "ca",
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString(),
        "-ext",
        "san=dns:" + host,
        "-rfc");
    return certificate;
  }

  /**
   * The private key of {@link #certificate}, readable by its owner only, as PostgreSQL wants it.
   */
  public Path privateKey(String host) {
    Path file = directory.resolve(host + ".key");
    try (InputStream in = Files.newInputStream(store(host))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, STORE_PASSWORD.toCharArray());
      Key key = store.getKey(host, STORE_PASSWORD.toCharArray());
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + lines.encodeToString(key.getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  private static void keytool(Path store, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore", store.toString(), "-storepass", STORE_PASSWORD, "-storetype", "PKCS12"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

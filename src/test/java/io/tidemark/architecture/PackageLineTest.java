package io.tidemark.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Packages form a line: {@code pgoutput <- replication <- envelope <- publisher}. Each may use
 * those before it, and none those after it.
 */
final class PackageLineTest {

  private static final List<String> LINE =
      List.of(
          "io.tidemark.pgoutput",
          "io.tidemark.replication",
          "io.tidemark.envelope",
          "io.tidemark.publisher");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(LINE);

  @Test
  void everyPackageOfTheLineHasClasses() {
    assertThat(LINE)
        .allSatisfy(
            name -> assertThat(MAIN.getPackage(name).getClassesInPackageTree()).isNotEmpty());
  }

  @Test
  void noPackageUsesOneThatComesAfterIt() {
    for (int i = 0; i < LINE.size() - 1; i++) {
      String[] later =
          LINE.subList(i + 1, LINE.size()).stream()
              .map(PackageLineTest::tree)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(tree(LINE.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(MAIN);
    }
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("io.tidemark.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void pgoutputUsesNothingButJavaBase() {
    classes()
        .that()
        .resideInAPackage(tree("io.tidemark.pgoutput"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(tree("io.tidemark.pgoutput"), "org.jspecify.annotations")
                .or(describe("are of java.base", PackageLineTest::isOfJavaBase)))
        .check(MAIN);
  }

  @Test
  void pgoutputDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(tree("io.tidemark.pgoutput"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.net..", "java.nio.channels..", "java.nio.file..")
                .and(not(describe("only touch memory", PackageLineTest::isInMemory))))
        .check(MAIN);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(packagesWithClasses())
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue());
  }

  private static List<JavaPackage> packagesWithClasses() {
    return LINE.stream()
        .flatMap(
            name ->
                Stream.concat(
                    Stream.of(MAIN.getPackage(name)),
                    MAIN.getPackage(name).getSubpackagesInTree().stream()))
        .filter(found -> !found.getClasses().isEmpty())
        .collect(Collectors.toList());
  }

  private static boolean isOfJavaBase(JavaClass used) {
    String name = used.getBaseComponentType().getName();
    return used.getBaseComponentType().isPrimitive()
        || ModuleLayer.boot()
            .findModule("java.base")
            .orElseThrow()
            .getPackages()
            .contains(name.substring(0, name.lastIndexOf('.')));
  }

  private static boolean isInMemory(JavaClass used) {
    return used.isEquivalentTo(ByteArrayOutputStream.class)
        || used.isEquivalentTo(Serializable.class);
  }

  private static String tree(String name) {
    return name + "..";
  }
}

package io.tidemark.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public surface of a module as text, one line a member, so that a change of it shows in a
 * review: {@code api.txt}. A question mark after a type stands for {@code @Nullable}.
 *
 * <p>What {@code module-info} exports is listed; where there is none, every package but those
 * called {@code internal}.
 */
public final class ApiListing {
  private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString");

  private final StringBuilder out = new StringBuilder();

  private ApiListing() {}

  /**
   * Fails when the module of {@code anchor} differs from the golden file; with {@code
   * -Dtidemark.update} writes the file instead.
   */
  public static void check(Class<?> anchor, Path golden) throws IOException {
    String listing = of(anchor);
    if (System.getProperty("tidemark.update") != null) {
      Files.writeString(golden, listing);
    }
    String reviewed = Files.exists(golden) ? Files.readString(golden) : "";
    if (!reviewed.equals(listing)) {
      throw new AssertionError(
          "The public surface differs from "
              + golden
              + " ("
              + firstDifference(reviewed, listing)
              + "). If that is meant: run this test with -Dtidemark.update, and change CHANGELOG.md too.");
    }
  }

  private static String firstDifference(String reviewed, String found) {
    List<String> before = reviewed.lines().toList();
    List<String> after = found.lines().toList();
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return "line "
        + (line + 1)
        + ": reviewed \""
        + lineAt(before, line)
        + "\", found \""
        + lineAt(after, line)
        + "\"";
  }

  private static String lineAt(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "";
  }

  /** Lists the module that a class belongs to. */
  public static String of(Class<?> anchor) throws IOException {
    Path classes = location(anchor);
    ApiListing listing = new ApiListing();
    try (OwnClasses loader = new OwnClasses(classes)) {
      for (String name : packages(classes)) {
        listing.out.append("package ").append(name).append("\n\n");
        for (Class<?> type : publicTypes(loader, classes, name)) {
          listing.type(type, "");
        }
      }
    }
    return listing.out.toString();
  }

  /**
   * Loads the module's classes as they were compiled: an agent that another test has attached may
   * have transformed those of this JVM, and a JDK 17 then forgets the names of parameters.
   */
  private static final class OwnClasses extends URLClassLoader {
    OwnClasses(Path classes) throws IOException {
      super(new URL[] {classes.toUri().toURL()}, ApiListing.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own = findResource(name.replace('.', '/') + ".class") != null;
        if (!own) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  private static Path location(Class<?> anchor) {
    try {
      return Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Set<String> packages(Path classes) throws IOException {
    Path moduleInfo = classes.resolve("module-info.class");
    Set<String> names = new TreeSet<>();
    if (Files.exists(moduleInfo)) {
      try (InputStream in = Files.newInputStream(moduleInfo)) {
        ModuleDescriptor.read(in).exports().stream()
            .filter(exports -> !exports.isQualified())
            .forEach(exports -> names.add(exports.source()));
      }
      return names;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .map(
              file ->
                  classes
                      .relativize(file.getParent())
                      .toString()
                      .replace('/', '.')
                      .replace('\\', '.'))
          .filter(name -> !name.endsWith(".internal"))
          .forEach(names::add);
    }
    return names;
  }

  private static List<Class<?>> publicTypes(ClassLoader loader, Path classes, String packageName)
      throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-info"))
          .sorted()
          .<Class<?>>map(
              file ->
                  load(
                      loader,
                      packageName + "." + file.substring(0, file.length() - ".class".length())))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .toList();
    }
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException impossible) {
      throw new UncheckedIOException(new IOException(name, impossible));
    }
  }

  private void type(Class<?> type, String indent) {
    out.append(indent)
        .append(modifiers(type))
        .append(kind(type))
        .append(' ')
        .append(type.getSimpleName());
    out.append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      out.append(
          Arrays.stream(type.getRecordComponents())
              .map(ApiListing::component)
              .collect(joining(", ", "(", ")")));
    }
    Class<?> parent = type.getSuperclass();
    if (parent != null && parent != Object.class && !type.isRecord() && !type.isEnum()) {
      out.append(" extends ").append(name(type.getGenericSuperclass()));
    }
    if (type.getInterfaces().length > 0) {
      out.append(type.isInterface() ? " extends " : " implements ");
      out.append(
          Arrays.stream(type.getGenericInterfaces()).map(ApiListing::name).collect(joining(", ")));
    }
    if (type.isSealed()) {
      out.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(Class::getSimpleName)
              .sorted()
              .collect(joining(", ", " permits ", "")));
    }
    out.append('\n');
    members(type, indent + "  ");
    Arrays.stream(type.getDeclaredClasses())
        .filter(nested -> isVisible(nested.getModifiers()))
        .sorted(Comparator.comparing(Class::getSimpleName))
        .forEach(nested -> type(nested, indent + "  "));
    if (indent.isEmpty()) {
      out.append('\n');
    }
  }

  private static String modifiers(Class<?> type) {
    int modifiers = type.getModifiers();
    String text = Modifier.isProtected(modifiers) ? "protected " : "";
    if (type.isSealed()) {
      text += "sealed ";
    }
    if (type.isInterface() || type.isRecord() || type.isEnum()) {
      return text;
    }
    return text
        + (Modifier.isAbstract(modifiers) ? "abstract " : "")
        + (Modifier.isFinal(modifiers) ? "final " : "");
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    return type.isInterface()
        ? "interface"
        : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
  }

  private void members(Class<?> type, String indent) {
    for (Field field : type.getDeclaredFields()) {
      if (isListed(field)) {
        String constant =
            field.isEnumConstant()
                ? ""
                : modifiers(field) + annotated(field.getAnnotatedType()) + " ";
        out.append(indent).append(constant).append(field.getName()).append('\n');
      }
    }
    Set<String> lines = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isListed(constructor) && !type.isRecord()) {
        lines.add("new " + type.getSimpleName() + signature(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isListed(method) && !isImplied(type, method)) {
        String variables = variables(method.getTypeParameters());
        lines.add(
            modifiers(method)
                + (variables.isEmpty() ? "" : variables + " ")
                + annotated(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + signature(method));
      }
    }
    lines.forEach(line -> out.append(indent).append(line).append('\n'));
  }

  private static boolean isListed(Member member) {
    return isVisible(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** What every record, enum or object has anyway. */
  private static boolean isImplied(Class<?> type, Method method) {
    boolean accessor =
        type.isRecord()
            && method.getParameterCount() == 0
            && Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .anyMatch(method.getName()::equals);
    boolean enumStatic = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
    return accessor || enumStatic || EVERYWHERE.contains(method.getName());
  }

  private static String modifiers(Member member) {
    int modifiers = member.getModifiers();
    boolean inInterface = member.getDeclaringClass().isInterface();
    String text = Modifier.isProtected(modifiers) ? "protected " : "";
    text += Modifier.isStatic(modifiers) ? "static " : "";
    text += Modifier.isAbstract(modifiers) && !inInterface ? "abstract " : "";
    return text + (member instanceof Method method && method.isDefault() ? "default " : "");
  }

  private static String signature(Executable executable) {
    Parameter[] parameters = executable.getParameters();
    String text =
        Arrays.stream(parameters)
            .map(p -> annotated(p.getAnnotatedType()) + " " + p.getName())
            .collect(joining(", ", "(", ")"));
    Type[] thrown = executable.getGenericExceptionTypes();
    return thrown.length == 0
        ? text
        : text + Arrays.stream(thrown).map(ApiListing::name).collect(joining(", ", " throws ", ""));
  }

  private static String component(RecordComponent component) {
    return annotated(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String annotated(AnnotatedType type) {
    return name(type.getType()) + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables).map(ApiListing::variable).collect(joining(", ", "<", ">"));
  }

  private static String variable(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getBounds())
            .filter(bound -> bound != Object.class)
            .map(ApiListing::name)
            .collect(joining(" & "));
    return bounds.isEmpty() ? variable.getName() : variable.getName() + " extends " + bounds;
  }

  /** Without packages: {@code Map.Entry<String, Lsn>}. */
  private static String name(Type type) {
    return type.getTypeName().replaceAll("\\b[a-z][a-z0-9_]*\\.", "").replace('$', '.');
  }
}

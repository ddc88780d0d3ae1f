package io.tidemark.benchmarks.pipe.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one client: {@code <program> <task>}.
 *
 * <pre>
 * standard output   begin            the program starts
 *                   half             half of the rows were read, by a client that counts them
 *                   done             all of them
 *                   allocated 1234   the answer: bytes that the live threads have allocated
 * standard input    allocated        asks for that
 *                   (its end)        ends the JVM at once
 * </pre>
 */
public final class ClientMain {
  /** Asks for the bytes allocated, and begins the answer. */
  public static final String ALLOCATED = "allocated";

  /** Written before the program starts. */
  public static final String BEGIN = "begin";

  /** Written when half of the rows were read. */
  public static final String HALF = "half";

  /** Written when all of them were. */
  public static final String DONE = "done";

  private ClientMain() {}

  /** Runs the program that the first argument names, a constant of {@link Program}. */
  public static void main(String[] arguments) throws IOException {
    Program program = Program.valueOf(arguments[0]);
    Task task = Task.parse(List.of(arguments).subList(1, arguments.length));
    Thread thread = new Thread(() -> run(program, task), "client");
    thread.start();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.equals(ALLOCATED)) {
        System.out.println(ALLOCATED + " " + allocatedBytes());
      }
    }
    // What is not delivered does not matter any more, and an orderly end would take its time
    Runtime.getRuntime().halt(0);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the harness reads the log when the process fails
  private static void run(Program program, Task task) {
    System.out.println(BEGIN);
    try {
      program.open().run(task);
    } catch (Exception e) { // whatever a client throws ends its JVM
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}

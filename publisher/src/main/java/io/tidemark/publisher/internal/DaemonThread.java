package io.tidemark.publisher.internal;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads of one name that do not keep the JVM alive.
 *
 * @param name such as {@code tidemark-sender}
 */
public record DaemonThread(String name) implements ThreadFactory {

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}

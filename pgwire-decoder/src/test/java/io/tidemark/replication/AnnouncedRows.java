package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fails at a row that is not described by the last announcement of its table. */
final class AnnouncedRows {
  private final Map<Integer, Relation> announced = new HashMap<>();
  private final WalHandler next;

  private AnnouncedRows(WalHandler next) {
    this.next = next;
  }

  static WalHandler before(WalHandler next) {
    AnnouncedRows check = new AnnouncedRows(next);
    return (WalHandler)
        Proxy.newProxyInstance(
            WalHandler.class.getClassLoader(),
            new Class<?>[] {WalHandler.class},
            (proxy, method, arguments) -> check.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "onRelation" -> {
        Relation relation = (Relation) arguments[1];
        announced.put(relation.oid(), relation);
      }
      case "onInsert", "onUpdate", "onDelete" -> require((Relation) arguments[1]);
      case "onTruncate" -> ((List<?>) arguments[1]).forEach(r -> require((Relation) r));
      default -> {}
    }
    try {
      return method.invoke(next, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very announcement, not an equal one
  private void require(Relation relation) {
    if (announced.get(relation.oid()) != relation) {
      throw new AssertionError(
          relation
              + " came as "
              + relation.columns()
              + ", but was announced as "
              + announced.get(relation.oid()));
    }
  }
}

package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;

import java.util.List;

/**
 * {@code CREATE TABLE public.orders (id int8 PRIMARY KEY, note text, total numeric(12,2))}, as
 * announced.
 */
final class Orders {
  static final int OID = 16_397;

  static final Relation RELATION =
      new Relation(
          OID,
          "public",
          "orders",
          ReplicaIdentity.DEFAULT,
          List.of(
              new Relation.Column("id", 20, -1, true),
              new Relation.Column("note", 25, -1, false),
              new Relation.Column("total", 1700, 786_438, false)));

  private Orders() {}

  static MessageBytes announced() {
    return body(message('R'));
  }

  static MessageBytes announcedInBlock(long xid) {
    return body(message('R').xid(xid));
  }

  private static MessageBytes body(MessageBytes start) {
    return start
        .int32(OID)
        .string("public")
        .string("orders")
        .byte1('d')
        .int16(3)
        .int8(1)
        .string("id")
        .int32(20)
        .int32(-1)
        .int8(0)
        .string("note")
        .int32(25)
        .int32(-1)
        .int8(0)
        .string("total")
        .int32(1700)
        .int32(786_438);
  }

  /** The same table after {@code ALTER TABLE … DROP COLUMN total}, and with no key. */
  static MessageBytes narrower(MessageBytes start) {
    return start
        .int32(OID)
        .string("public")
        .string("orders")
        .byte1('f')
        .int16(2)
        .int8(1)
        .string("id")
        .int32(20)
        .int32(-1)
        .int8(1)
        .string("note")
        .int32(25)
        .int32(-1);
  }
}

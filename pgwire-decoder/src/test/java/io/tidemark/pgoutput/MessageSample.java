package io.tidemark.pgoutput;

/**
 * A message, and the point of a stream where it may come.
 *
 * @param relation announced before it
 */
record MessageSample(
    int protocolVersion, boolean inBlock, Relation relation, PgOutputMessage message) {

  byte[] bytes() {
    return MessageEncoder.encode(message, inBlock).toByteArray();
  }

  /** A decoder at that point. */
  TestDecoder decoder() {
    TestDecoder decoder = new TestDecoder(protocolVersion);
    decoder.decode(Orders.announced());
    decoder.decode(MessageEncoder.encode(new PgOutputMessage.RelationMessage(0, relation), false));
    if (inBlock) {
      decoder.decode(MessageBytes.message('S').xid(1).int8(1));
    }
    return decoder;
  }
}

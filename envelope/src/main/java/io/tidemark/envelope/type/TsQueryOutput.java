package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * {@code tsquery}: {@code 'fat' & ( 'rat' | !'cat':*A )}.
 *
 * <p>The wire has the tree in Polish notation with the right operand first: Int32 count, then for
 * each node Int8 1, Int8 weights, Int8 prefix, the lexeme and a zero byte; or Int8 2, Int8 operator
 * and, for the phrase operator, UInt16 distance.
 */
final class TsQueryOutput implements TypeOutput {
  private static final int VALUE = 1;
  private static final int NOT = 1;
  private static final int AND = 2;
  private static final int PHRASE = 4;

  /** How tightly NOT, AND, OR and PHRASE bind, by their number on the wire. */
  private static final int[] PRIORITY = {0, 4, 2, 1, 3};

  private final WireSlice slice = new WireSlice("tsquery");

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
    if (slice.nextInt() > 0) {
      node(slice, 0, false, text);
    }
    slice.requireEnd();
  }

  private static void node(WireSlice slice, int parent, boolean rightOfPhrase, JsonBuffer text) {
    if (slice.nextByte() == VALUE) {
      value(slice, text);
      return;
    }
    int operator = slice.nextByte();
    if (operator < NOT || operator > PHRASE) {
      throw new ValueException("expected an operator of binary tsquery, found " + operator);
    }
    int priority = PRIORITY[operator];
    boolean parentheses = priority < parent || (operator == PHRASE && rightOfPhrase);
    if (parentheses) {
      TypeOutputs.ascii("( ", text);
    }
    if (operator == NOT) {
      text.raw('!');
      node(slice, priority, false, text);
    } else {
      binary(slice, operator, priority, text);
    }
    if (parentheses) {
      TypeOutputs.ascii(" )", text);
    }
  }

  private static void binary(WireSlice slice, int operator, int priority, JsonBuffer text) {
    int distance = operator == PHRASE ? slice.nextUnsignedShort() : 0;
    JsonBuffer right = new JsonBuffer(64);
    node(slice, priority, operator == PHRASE, right);
    node(slice, priority, false, text);
    if (operator == PHRASE && distance != 1) {
      TypeOutputs.ascii(" <", text);
      text.number(distance);
      TypeOutputs.ascii("> ", text);
    } else {
      TypeOutputs.ascii(operator == PHRASE ? " <-> " : operator == AND ? " & " : " | ", text);
    }
    text.raw(right.bytes(), 0, right.size());
  }

  private static void value(WireSlice slice, JsonBuffer text) {
    int weights = slice.nextByte();
    boolean prefix = slice.nextByte() != 0;
    TsVectorOutput.lexeme(slice, text);
    if (weights != 0 || prefix) {
      text.raw(':');
    }
    if (prefix) {
      text.raw('*');
    }
    for (int bit = 3; bit >= 0; bit--) {
      if ((weights >> bit & 1) != 0) {
        text.raw((char) ('D' - bit));
      }
    }
  }
}

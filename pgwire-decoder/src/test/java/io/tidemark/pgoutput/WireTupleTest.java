package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A view's life is its callback. Tests run with assertions on; users may not. */
class WireTupleTest {
  private static final String EXPIRED =
      "a WireTuple was used after its callback returned; copy() it inside the callback";

  private final TestDecoder decoder = TestDecoder.knowing(Orders.announced());
  private final List<WireTuple> kept = new ArrayList<>();
  private final List<Row> copies = new ArrayList<>();

  private static MessageBytes insert() {
    return message('I').int32(Orders.OID).byte1('N').int16(3).text("7").nullValue().text("1.50");
  }

  private static MessageBytes update() {
    return message('U').int32(Orders.OID).byte1('N').int16(3).text("7").nullValue().text("1.50");
  }

  private final class Keeping extends IgnoringHandler {
    @Override
    public void onInsert(long xid, Relation relation, WireTuple row) {
      kept.add(row);
      copies.add(row.copy());
    }

    @Override
    public void onUpdate(
        long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
      assertThat(image).isEqualTo(BeforeImage.Kind.NONE);
      assertThat(before.size()).isZero();
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> before.kind(0));
      kept.add(before);
      kept.add(row);
    }
  }

  private static void refusesAsExpired(ThrowingCallable use) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(use).withMessage(EXPIRED);
  }

  @Test
  void isRefusedAfterItsCallback() {
    decoder.decode(insert(), new Keeping());
    WireTuple row = kept.get(0);
    refusesAsExpired(row::size);
    refusesAsExpired(row::buffer);
    refusesAsExpired(() -> row.kind(0));
    refusesAsExpired(() -> row.offset(0));
    refusesAsExpired(() -> row.length(0));
    refusesAsExpired(row::copy);
    assertThat(row).hasToString("(expired)");
  }

  @Test
  void leavesBehindACopyThatLives() {
    decoder.decode(insert(), new Keeping());
    decoder.decode(
        message('I').int32(Orders.OID).byte1('N').int16(3).text("8").text("x").text("2"),
        new Keeping());
    assertThat(copies).containsExactly(Row.ofText("7", null, "1.50"), Row.ofText("8", "x", "2"));
  }

  @Test
  void hasNoColumnsForAnOldRowThatWasNotSent() {
    decoder.decode(update(), new Keeping());
    assertThat(kept).hasSize(2);
    kept.forEach(tuple -> refusesAsExpired(tuple::size));
  }

  @Test
  void endsItsLifeWhenTheCallbackThrows() {
    IgnoringHandler failing =
        new IgnoringHandler() {
          @Override
          public void onInsert(long xid, Relation relation, WireTuple row) {
            kept.add(row);
            throw new IllegalStateException("the handler's own");
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> decoder.decode(insert(), failing))
        .withMessage("the handler's own");
    refusesAsExpired(() -> kept.get(0).kind(0));
  }

  /**
   * The view's arrays are longer than its row: without a check these columns would be another
   * row's.
   */
  @Test
  void refusesAColumnThatTheRowDoesNotHave() {
    IgnoringHandler reading =
        new IgnoringHandler() {
          @Override
          public void onInsert(long xid, Relation relation, WireTuple row) {
            for (int column : new int[] {-1, 3, 31, 40}) {
              assertThatExceptionOfType(IndexOutOfBoundsException.class)
                  .isThrownBy(() -> row.kind(column));
              assertThatExceptionOfType(IndexOutOfBoundsException.class)
                  .isThrownBy(() -> row.offset(column));
              assertThatExceptionOfType(IndexOutOfBoundsException.class)
                  .isThrownBy(() -> row.length(column));
            }
            kept.add(row);
          }
        };
    decoder.decode(insert(), reading);
    assertThat(kept).hasSize(1);
  }
}

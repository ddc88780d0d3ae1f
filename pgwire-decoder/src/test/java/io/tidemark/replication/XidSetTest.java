package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XidSetTest {
  private final XidSet set = new XidSet();

  @Test
  void isEmptyAtFirst() {
    assertThat(set.contains(0)).isFalse();
    assertThat(set.contains(1)).isFalse();
  }

  @Test
  void keepsEveryIdWhileItGrows() {
    for (long xid = 1; xid <= 100_000; xid += 2) {
      set.add(xid);
      set.add(xid);
    }
    for (long xid = 1; xid <= 100_000; xid++) {
      assertThat(set.contains(xid)).isEqualTo(xid % 2 == 1);
    }
  }

  @Test
  void keepsIdsBeyondTheSignedRange() {
    set.add(0xFFFF_FFFFL);
    assertThat(set.contains(0xFFFF_FFFFL)).isTrue();
    assertThat(set.contains(0x7FFF_FFFFL)).isFalse();
  }

  @Test
  void holdsNoTransactionWithTheInvalidId() {
    set.add(0);
    assertThat(set.contains(0)).isFalse();
  }
}

package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.pgoutput.Lsn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTransactionsTest {

  @ParameterizedTest
  @CsvSource({"99, true", "100, true", "101, false", "102, true", "103, false", "105, false"})
  void showsWhatHadEndedByThen(long xid, boolean visible) {
    assertThat(VisibleTransactions.parse("100:105:103,101").contains(xid)).isEqualTo(visible);
  }

  @Test
  void showsNothingFromXminOnWhereXmaxIsTheSame() {
    VisibleTransactions visible = VisibleTransactions.parse("100:100:");

    assertThat(visible.contains(99)).isTrue();
    assertThat(visible.contains(100)).isFalse();
    assertThat(visible).hasToString("100:100:");
  }

  @Test
  void comparesAcrossTheEndOfThe32BitsThatATransactionIdHasOnTheWire() {
    // 4294967290 and 4294967300: the second epoch begins between them
    VisibleTransactions visible = VisibleTransactions.parse("4294967290:4294967300:4294967297");

    assertThat(visible.contains(0xffff_fff0L)).isTrue();
    assertThat(visible.contains(3)).isTrue();
    assertThat(visible.contains(1)).as("4294967297, in progress").isFalse();
    assertThat(visible.contains(4)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:2", "1:2:3:4", "a:b:"})
  void refusesWhatIsNoSnapshot(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> VisibleTransactions.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0/2000018, 0/2000000", // behind the header of a page
    "0/2000028, 0/2000000", // behind the longer one of a segment's first page
    "0/2000030, 0/2000030",
    "0/2001FF8, 0/2001FF8"
  })
  void takesAnEmptyPageForTheEndOfTheOneBefore(String found, String end) {
    assertThat(SnapshotCut.beforePageHeader(Lsn.parse(found))).isEqualTo(Lsn.parse(end));
  }
}

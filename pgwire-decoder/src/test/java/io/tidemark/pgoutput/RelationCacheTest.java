package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelationCacheTest {
  private final RelationCache cache = new RelationCache();

  private static Relation relation(int oid) {
    return new Relation(
        oid, "public", "t" + Integer.toUnsignedString(oid), ReplicaIdentity.DEFAULT, List.of());
  }

  @Test
  void findsNothingInAnEmptyCache() {
    assertThat(cache.get(0)).isNull();
    assertThat(cache.get(16_384)).isNull();
  }

  @Test
  void keepsEveryRelationWhileItGrows() {
    for (int oid = -5_000; oid < 5_000; oid++) {
      cache.put(relation(oid), oid + 5_000);
    }
    for (int oid = -5_000; oid < 5_000; oid++) {
      assertThat(cache.get(oid)).isEqualTo(relation(oid));
    }
    assertThat(cache.get(5_000)).isNull();
  }

  @Test
  void keepsRelationsApartWhoseHashesCollide() {
    // Multiples of 2^26 leave the hash's low bits alike, whatever odd number it multiplies by.
    for (int i = 0; i < 40; i++) {
      cache.put(relation(i << 26), i);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(cache.get(i << 26)).isEqualTo(relation(i << 26));
    }
    assertThat(cache.get(40 << 26)).isNull();
  }

  @Test
  void replacesARelationByItsLaterAnnouncement() {
    Relation later = new Relation(7, "public", "renamed", ReplicaIdentity.FULL, List.of());
    cache.put(relation(7), 1);
    cache.put(later, 2);
    assertThat(cache.get(7)).isSameAs(later);
  }

  @Test
  void keepsTheLaterAnnouncementWhenAnEarlierOneComesBehind() {
    Relation later = relation(7);
    RelationCache earlier = new RelationCache();
    earlier.put(relation(7), 1);
    earlier.put(relation(8), 2);
    cache.put(later, 3);
    cache.putAll(earlier);
    assertThat(cache.get(7)).isSameAs(later);
    assertThat(cache.get(8)).isEqualTo(relation(8));
  }
}

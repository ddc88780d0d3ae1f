package io.tidemark.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final String DATABASE = "reconciliation";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicState state = new TopicState();

  @BeforeAll
  static void aTableOfTwoRows() {
    TestPostgres.shared().createDatabase(DATABASE);
    TestPostgres.shared()
        .execute(
            DATABASE,
            "CREATE TABLE item (id int, price numeric(10,2), due date, at timestamptz, doc jsonb)",
            "INSERT INTO item VALUES (1, 9.50, '2024-02-29', '2024-02-29 12:00+02', '{\"a\": 1}')",
            "INSERT INTO item VALUES (2, NULL, NULL, NULL, NULL)");
  }

  @Test
  void findsNothingWhenTheTopicHasTheSameRows() throws Exception {
    create(1, "'9.50'", "19782", "'2024-02-29T10:00:00.000000Z'", "'{\\'a\\':1}'");
    create(2, "null", "null", "null", "null");

    assertThat(reconcile()).isEqualTo(new Reconciliation(2, List.of()));
  }

  @Test
  void namesTheRowThatNeverArrived() throws Exception {
    create(2, "null", "null", "null", "null");

    assertThat(reconcile().problems()).containsExactly("item 1: in the database, not in the topic");
  }

  @Test
  void namesTheRowThatShouldBeGone() throws Exception {
    create(1, "'9.50'", "19782", "'2024-02-29T10:00:00Z'", "'{\\'a\\':1}'");
    create(2, "null", "null", "null", "null");
    create(3, "null", "null", "null", "null");

    assertThat(reconcile().problems()).containsExactly("item 3: in the topic, not in the database");
  }

  @Test
  void namesEachColumnThatDiffers() throws Exception {
    create(1, "'9.51'", "19783", "'2024-02-29T10:00:01Z'", "'{\\'a\\':2}'");
    create(2, "null", "null", "null", "null");

    assertThat(reconcile().problems())
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("item 1: price is 9.5"),
            problem -> assertThat(problem).startsWith("item 1: due is "),
            problem -> assertThat(problem).startsWith("item 1: at is "),
            problem -> assertThat(problem).startsWith("item 1: doc is "));
  }

  private void create(int id, String price, String due, String at, String doc) throws Exception {
    String json =
        "{'op':'c','before':null,'after':{'id':%d,'price':%s,'due':%s,'at':%s,'doc':%s}}"
            .formatted(id, price, due, at, doc);
    String quoted = json.replace("\\'", "\\\"").replace('\'', '"');
    state.apply("{\"id\":" + id + "}", JSON.readTree(quoted));
  }

  private Reconciliation reconcile() throws Exception {
    try (Connection connection = TestPostgres.shared().connect(DATABASE)) {
      return Reconciliation.of(connection, Map.of("item", state));
    }
  }
}

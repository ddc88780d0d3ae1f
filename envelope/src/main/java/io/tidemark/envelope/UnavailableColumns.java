package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema;
import java.util.List;

/**
 * The columns of the row that was written last whose unchanged TOASTed value the stream did not
 * carry, as the header that lists them. Belongs to one thread.
 */
final class UnavailableColumns {
  private final String name;
  private final Frame frame;
  private final JsonBuffer names = new JsonBuffer();

  UnavailableColumns(FormatConfig format) {
    name = format.unavailable().header();
    frame =
        Frame.of(format.valueSchemas(), ConnectSchema.array(ConnectSchema.of("string")), "[", "]");
  }

  void clear() {
    names.clear();
  }

  void add(ColumnPlan column) {
    if (!name.isEmpty()) {
      names.raw(column.label());
      names.truncate(names.size() - 1); // the colon
    }
  }

  /** The headers, and one more where there are such columns. */
  List<Header> with(List<Header> headers) {
    if (names.size() == 0) {
      return headers;
    }
    byte[] value = frame.around(names.toString().substring(1)); // behind the first comma
    return ContextHeaders.with(new Header(name, value), headers);
  }
}

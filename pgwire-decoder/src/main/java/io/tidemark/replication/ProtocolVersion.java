package io.tidemark.replication;

/**
 * The version of pgoutput's messages ({@code proto_version}) to ask for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logical-replication.html">Logical
 *     Streaming Replication Parameters</a>
 */
public enum ProtocolVersion {
  /** The newest version that the server supports. */
  NEWEST(0, 14),
  /** Whole transactions, after they committed. */
  V1(1, 14),
  /** Can stream transactions in progress; PostgreSQL 14. */
  V2(2, 14),
  /** Can send prepared transactions; PostgreSQL 15. */
  V3(3, 15),
  /** Can stream for parallel appliers; PostgreSQL 16. */
  V4(4, 16);

  private final int number;
  private final int sinceMajor;

  ProtocolVersion(int number, int sinceMajor) {
    this.number = number;
    this.sinceMajor = sinceMajor;
  }

  int sinceMajor() {
    return sinceMajor;
  }

  /** False for {@link #NEWEST}, which the server decides. */
  boolean isBelow(ProtocolVersion least) {
    return this != NEWEST && number < least.number;
  }

  /** The number to put on the wire. */
  int on(int serverMajor) {
    if (this != NEWEST) {
      return number;
    }
    return serverMajor >= V4.sinceMajor ? 4 : serverMajor >= V3.sinceMajor ? 3 : 2;
  }
}

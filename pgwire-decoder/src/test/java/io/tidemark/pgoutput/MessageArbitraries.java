package io.tidemark.pgoutput;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Every message of every protocol version, with anything that the wire can carry in its fields. */
final class MessageArbitraries extends DomainContextBase {

  @Provide
  Arbitrary<MessageSample> samples() {
    return Combinators.combine(Arbitraries.integers().between(1, 4), relations())
        .flatAs(
            (version, relation) ->
                version == 1
                    ? outside(version, relation)
                    : Arbitraries.oneOf(outside(version, relation), inBlock(version, relation)));
  }

  private static Arbitrary<MessageSample> outside(int version, Relation relation) {
    List<Arbitrary<? extends PgOutputMessage>> messages =
        new ArrayList<>(changes(relation, Arbitraries.just(0L)));
    messages.add(Combinators.combine(lsns(), times(), xids()).as(PgOutputMessage.Begin::new));
    messages.add(Combinators.combine(lsns(), lsns(), times()).as(PgOutputMessage.Commit::new));
    if (version >= 2) {
      messages.addAll(streamed(version));
    }
    if (version >= 3) {
      messages.addAll(prepared());
    }
    return Arbitraries.oneOf(messages)
        .map(message -> new MessageSample(version, false, relation, message));
  }

  private static Arbitrary<MessageSample> inBlock(int version, Relation relation) {
    List<Arbitrary<? extends PgOutputMessage>> messages =
        new ArrayList<>(changes(relation, xids()));
    messages.add(Arbitraries.just(new PgOutputMessage.StreamStop()));
    return Arbitraries.oneOf(messages)
        .map(message -> new MessageSample(version, true, relation, message));
  }

  private static List<Arbitrary<? extends PgOutputMessage>> changes(
      Relation relation, Arbitrary<Long> xid) {
    Arbitrary<Row> rows = rows(relation.columns().size());
    Arbitrary<Relation> either = Arbitraries.of(relation, Orders.RELATION);
    Arbitrary<BeforeImage> old =
        rows.flatMap(row -> Arbitraries.of(new BeforeImage.Key(row), new BeforeImage.Full(row)));
    Arbitrary<BeforeImage> maybeOld =
        Arbitraries.oneOf(Arbitraries.just(new BeforeImage.None()), old);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return List.of(
        Combinators.combine(lsns(), strings()).as(PgOutputMessage.Origin::new),
        Combinators.combine(xid, relations()).as(PgOutputMessage.RelationMessage::new),
        Combinators.combine(xid, Arbitraries.integers(), names(), strings())
            .as(PgOutputMessage.Type::new),
        Combinators.combine(xid, Arbitraries.just(relation), rows).as(PgOutputMessage.Insert::new),
        Combinators.combine(xid, Arbitraries.just(relation), maybeOld, rows)
            .as(PgOutputMessage.Update::new),
        Combinators.combine(xid, Arbitraries.just(relation), old).as(PgOutputMessage.Delete::new),
        Combinators.combine(xid, either.list().ofMaxSize(5), flag, flag)
            .as(PgOutputMessage.Truncate::new),
        Combinators.combine(xid, flag, lsns(), strings(), bytes())
            .as(PgOutputMessage.Message::new));
  }

  private static List<Arbitrary<? extends PgOutputMessage>> streamed(int version) {
    Arbitrary<PgOutputMessage.StreamAbort> plain =
        Combinators.combine(xids(), xids())
            .as(
                (xid, subxid) ->
                    new PgOutputMessage.StreamAbort(xid, subxid, Lsn.INVALID, Instant.EPOCH));
    Arbitrary<PgOutputMessage.StreamAbort> parallel =
        Combinators.combine(xids(), xids(), lsns().filter(Lsn::isValid), times())
            .as(PgOutputMessage.StreamAbort::new);
    return List.of(
        Combinators.combine(xids(), Arbitraries.of(true, false))
            .as(PgOutputMessage.StreamStart::new),
        Combinators.combine(xids(), lsns(), lsns(), times()).as(PgOutputMessage.StreamCommit::new),
        version >= 4 ? Arbitraries.oneOf(plain, parallel) : plain);
  }

  private static List<Arbitrary<? extends PgOutputMessage>> prepared() {
    return List.of(
        Combinators.combine(lsns(), lsns(), times(), xids(), strings())
            .as(PgOutputMessage.BeginPrepare::new),
        Combinators.combine(lsns(), lsns(), times(), xids(), strings())
            .as(PgOutputMessage.Prepare::new),
        Combinators.combine(lsns(), lsns(), times(), xids(), strings())
            .as(PgOutputMessage.CommitPrepared::new),
        Combinators.combine(lsns(), lsns(), times(), times(), xids(), strings())
            .as(PgOutputMessage.RollbackPrepared::new),
        Combinators.combine(lsns(), lsns(), times(), xids(), strings())
            .as(PgOutputMessage.StreamPrepare::new));
  }

  private static Arbitrary<Relation> relations() {
    Arbitrary<Relation.Column> columns =
        Combinators.combine(
                strings(),
                Arbitraries.integers(),
                Arbitraries.integers(),
                Arbitraries.of(true, false))
            .as(Relation.Column::new);
    return Combinators.combine(
            Arbitraries.integers().filter(oid -> oid != Orders.OID),
            names(),
            strings(),
            Arbitraries.of(ReplicaIdentity.class),
            columns.list().ofMaxSize(12))
        .as(Relation::new);
  }

  private static Arbitrary<Row> rows(int columns) {
    return values().list().ofSize(columns).map(TestRows::join);
  }

  private static Arbitrary<Row> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(TestRows.ofNull(), TestRows.ofUnchanged()),
        strings().map(Row::ofText),
        bytes().map(TestRows::ofBinary));
  }

  /** Without the empty string, which the wire has for pg_catalog. */
  private static Arbitrary<String> names() {
    return strings().filter(name -> !name.isEmpty());
  }

  private static Arbitrary<String> strings() {
    Arbitrary<Character> basicPlane = Arbitraries.chars().range('\u0001', '\uD7FF');
    return Arbitraries.oneOf(
        basicPlane.list().ofMaxSize(20).map(MessageArbitraries::join),
        Arbitraries.strings().ascii().ofMaxLength(20).excludeChars('\0'),
        Arbitraries.just("🌡"));
  }

  private static String join(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
  }

  private static Arbitrary<Lsn> lsns() {
    return Arbitraries.longs().map(Lsn::new);
  }

  private static Arbitrary<Long> xids() {
    return Arbitraries.longs().between(0, 0xffff_ffffL);
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(Long.MIN_VALUE + 946_684_800_000_000L, Long.MAX_VALUE)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}

package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SendFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
            kind(
                SendFailure.RECORD,
                new RecordTooLargeException(),
                new InvalidRecordException("compacted topic, no key")),
            kind(
                SendFailure.PERMANENT,
                new TopicAuthorizationException("t"),
                new SaslAuthenticationException("wrong password"),
                new InvalidTopicException("a b")),
            kind(
                SendFailure.PASSING,
                new TimeoutException(),
                new NotEnoughReplicasException(),
                new OutOfOrderSequenceException("a gap"),
                new UnknownProducerIdException("expired"),
                new ProducerFencedException("another one"),
                new KafkaException("Producer is closed forcefully.")))
        .flatMap(List::stream);
  }

  private static List<Arguments> kind(SendFailure kind, Exception... failures) {
    return Stream.of(failures).map(failure -> Arguments.of(failure, kind)).toList();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void typeOfTheExceptionDecides(Exception failure, SendFailure kind) {
    assertThat(SendFailure.of(failure)).isEqualTo(kind);
  }
}

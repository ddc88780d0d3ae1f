package io.tidemark.publisher.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failed send calls for, told by the type of Kafka's exception. */
enum SendFailure {
  /** This record can never be taken; another one could be. */
  RECORD,
  /** No record can be taken until somebody changes something. */
  PERMANENT,
  /** A new producer may well succeed with the same record. */
  PASSING;

  static SendFailure of(Throwable failure) {
    if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
      return RECORD;
    }
    boolean permanent =
        failure instanceof AuthenticationException
            || failure instanceof AuthorizationException
            || failure instanceof ConfigException
            || failure instanceof InvalidConfigurationException
            || failure instanceof InvalidTopicException
            || failure instanceof PolicyViolationException
            || failure instanceof SerializationException
            || failure instanceof UnsupportedForMessageFormatException
            || failure instanceof UnsupportedVersionException;
    return permanent ? PERMANENT : PASSING;
  }
}

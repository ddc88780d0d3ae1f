package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;

/**
 * What a stream had confirmed, and to whom. Keep it beside your data, and give it to the next
 * stream: it then refuses a server that cannot have what comes next, such as a restored backup or a
 * standby that was promoted before it had everything; and a slot that was dropped and made anew, or
 * advanced by someone else, if this was the stream's last word. The slot decides where to go on all
 * the same.
 *
 * @param systemId of the server, as {@link SystemIdentity} has it; empty for {@link #NONE}
 * @param timeline of the server
 * @param confirmed the position up to which everything was safe with you
 * @param last whether the stream was at its end, so that it cannot have confirmed more
 */
public record ResumePoint(String systemId, int timeline, Lsn confirmed, boolean last) {

  /** Nothing is known of an earlier stream. */
  public static final ResumePoint NONE = new ResumePoint("", 0, Lsn.INVALID, false);
}

package io.ecsrecycler.database;

/** A statement that fails on a connection which is of no use. */
final class Writable {

  /** A session that began while the server was a standby stays read-only for good. */
  private static final String POSTGRES =
      "do $$ begin if current_setting('transaction_read_only') = 'on' then"
          + " raise exception 'the server is read-only' using errcode = '25006'; end if; end $$";

  /** H2's driver calls a database valid that has closed itself; asking it for something tells. */
  private static final String ANY = "select 1";

  private Writable() {}

  static String test(String url) {
    return url.startsWith("jdbc:postgresql:") ? POSTGRES : ANY;
  }
}

package io.ecsrecycler.api;

import java.util.UUID;

/** Reads a recycle's id from a path. */
final class Ids {

  private Ids() {}

  /** The id, or a 404: what is no UUID is no recycle's. */
  static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      throw Problems.unknownId(id);
    }
  }
}

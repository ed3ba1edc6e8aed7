package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests that reach no controller; whoever knows the API's problems provides it. */
public interface RefusalWriter {

  /** Writes the refusal as the whole answer. */
  void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}

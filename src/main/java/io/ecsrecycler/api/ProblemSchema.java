package io.ecsrecycler.api;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the API's document shows problems: what every one has, and what some have beyond that. */
final class ProblemSchema {

  static final String NAME = "ProblemDetail";

  private static final String WHERE = "#/components/schemas/" + NAME;
  private static final Map<String, String> HEADERS =
      Map.of("401", "WWW-Authenticate", "429", "Retry-After");

  private ProblemSchema() {}

  @SuppressWarnings("unchecked")
  static Schema<?> schema() {
    return of("object")
        .description("A problem as RFC 9457 has it, with a code for programs.")
        .addProperty("type", text("Names the kind of problem; a page of the docs each.", "uri"))
        .addProperty("title", text("The problem in few words.", null))
        .addProperty("status", of("integer").description("The HTTP status."))
        .addProperty("detail", text("What is wrong here, and the remedy.", null))
        .addProperty("instance", text("The path that was asked for.", "uri-reference"))
        .addProperty("code", text("The kind of problem, like INVALID_REQUEST; stable.", null))
        .addProperty(
            "errors", of("array").description("What is wrong with which field.").items(field()))
        .addProperty("recycleId", text("The recycle that is in the way, or is meant.", "uuid"))
        .addProperty("recycleStatus", text("What that recycle is doing.", null))
        .addProperty("reason", text("Why AWS could not be asked.", null))
        .required(List.of("type", "title", "status", "detail", "code"));
  }

  @SuppressWarnings("unchecked")
  private static Schema<?> field() {
    return of("object")
        .addProperty("field", text("The field's name, with its path.", null))
        .addProperty("message", text("What it must be.", null))
        .required(List.of("field", "message"));
  }

  /** An answer with a problem in it. */
  static ApiResponse response(String status, String description) {
    ApiResponse response =
        new ApiResponse()
            .description(description)
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref(WHERE))));
    String header = HEADERS.get(status);
    if (header != null) {
      response.addHeaderObject(
          header, new Header().description("As HTTP has it.").schema(of("string")));
    }
    return response;
  }

  private static Schema<?> text(String description, @Nullable String format) {
    return of("string").description(description).format(format);
  }

  private static Schema<?> of(String type) {
    Schema<?> schema = new Schema<>();
    schema.setTypes(Set.of(type));
    return schema;
  }
}

package io.ecsrecycler.api;

import io.ecsrecycler.security.Needs;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's document says of every operation alike: who may, and what the door answers. */
@Configuration(proxyBeanMethods = false)
class DoorDocs {

  private static final String TOKEN = "token";

  @Bean
  OpenApiCustomizer tokenScheme() {
    return document -> {
      Components components = document.getComponents();
      components.addSecuritySchemes(
          TOKEN,
          new SecurityScheme()
              .type(SecurityScheme.Type.HTTP)
              .scheme("bearer")
              .description("An API token (rcy_…), or a JWT of the configured OIDC issuer."));
      components.addSchemas(ProblemSchema.NAME, ProblemSchema.schema());
      document.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    };
  }

  @Bean
  OperationCustomizer answersOfTheDoor() {
    return (operation, handler) -> {
      Needs needs = handler.getMethodAnnotation(Needs.class);
      add(operation, "400", "The request is not acceptable.");
      add(operation, "401", "Without a valid token.");
      add(operation, "406", "Accept asks for a form that the answer does not have.");
      add(operation, "403", "Not with this token" + permission(needs) + ".");
      if (operation.getRequestBody() != null) {
        add(operation, "415", "The body is not JSON.");
      }
      add(operation, "413", "The body is larger than 64 KiB.");
      add(operation, "429", "Too many requests; Retry-After says when to come back.");
      identified(operation);
      add(operation, "503", "The OIDC issuer cannot be asked; API tokens work meanwhile.");
      return operation;
    };
  }

  private static void identified(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(it -> it.getName().equals("id"))
          .forEach(it -> it.description("The recycle's id.").getSchema().format("uuid"));
    }
  }

  private static String permission(@Nullable Needs needs) {
    return needs == null ? "" : ": it takes the permission " + needs.value();
  }

  private static void add(Operation operation, String status, String description) {
    ApiResponse standard = ProblemSchema.response(status, description);
    ApiResponse own = operation.getResponses().putIfAbsent(status, standard);
    if (own != null && own.getHeaders() == null) {
      own.setHeaders(standard.getHeaders());
    }
  }
}

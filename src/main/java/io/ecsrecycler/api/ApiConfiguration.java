package io.ecsrecycler.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** How strictly requests are read, and what the API's document says of itself. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  /** A number is no name, and a field that is given twice is a mistake. */
  @Bean
  JsonMapperBuilderCustomizer strictRequests() {
    return builder ->
        builder
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }

  @Bean
  OpenAPI apiDocument() {
    return new OpenAPI()
        .info(
            new Info()
                .title("ecs-task-recycler")
                .version("1")
                .description(
                    "Restarts the tasks of an Amazon ECS service one by one, at full strength, and"
                        + " always cleans up after itself.")
                .contact(new Contact().name("The developers of ecs-task-recycler"))
                .license(new License().name("MIT")));
  }
}

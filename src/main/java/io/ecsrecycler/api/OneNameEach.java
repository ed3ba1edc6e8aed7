package io.ecsrecycler.api;

import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses a request that has a field under its own name and under the Lambda's: {@code cluster} and
 * {@code cluster_name} may be two clusters, and one of them was not meant.
 */
@Component
class OneNameEach extends SimpleModule {

  private static final Map<String, String> LAMBDAS =
      Map.of(
          "cluster_name", "cluster",
          "service_name", "service",
          "maintain_service_state", "maintainServiceState",
          "wait_time", "waitSeconds");

  OneNameEach() {
    setDeserializerModifier(
        new ValueDeserializerModifier() {
          @Override
          public ValueDeserializer<?> modifyDeserializer(
              DeserializationConfig config,
              BeanDescription.Supplier type,
              ValueDeserializer<?> deserializer) {
            return type.getBeanClass() == RecycleRequest.class
                ? new Strict(deserializer)
                : deserializer;
          }
        });
  }

  private static final class Strict extends DelegatingDeserializer {

    Strict(ValueDeserializer<?> usual) {
      super(usual);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> usual) {
      return new Strict(usual);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode body = context.readTree(parser);
      LAMBDAS.forEach((old, name) -> {
        if (body.has(old) && body.has(name)) {
          throw twice(parser, context, old, name);
        }
      });
      try (JsonParser again = body.traverse(context)) {
        again.nextToken();
        return super.deserialize(again, context);
      }
    }

    private static ValueInstantiationException twice(
        JsonParser parser, DeserializationContext context, String old, String name) {
      ValueInstantiationException problem =
          ValueInstantiationException.from(
              parser,
              "twice",
              context.constructType(RecycleRequest.class),
              new IllegalArgumentException(
                  "is another name of '" + name + "': send one of the two"));
      problem.prependPath(RecycleRequest.class, old);
      return problem;
    }
  }
}

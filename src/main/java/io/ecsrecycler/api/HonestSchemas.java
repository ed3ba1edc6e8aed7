package io.ecsrecycler.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the schemas of our records say what their types say: what may be null, and that answers
 * have all their fields. Requests take no other fields than theirs.
 */
@Component
class HonestSchemas implements ModelConverter {

  private static final String OURS = "io.ecsrecycler.";
  private static final String NULL = "null";
  private static final Set<Class<?>> REQUESTS =
      Set.of(RecycleRequest.class, LambdaEvent.class, FreezeController.FreezeRequest.class);

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Class<?> raw = raw(type.getType());
    if (raw == ShareField.class) {
      return share();
    }
    Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (schema != null && raw != null && raw.isRecord() && raw.getName().startsWith(OURS)) {
      refine(defined(schema, context), raw);
    }
    return schema;
  }

  private static @Nullable Class<?> raw(Type type) {
    return switch (type) {
      case JavaType it -> it.getRawClass();
      case Class<?> it -> it;
      default -> null;
    };
  }

  private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : Objects.requireNonNullElse(
            context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1)),
            schema);
  }

  @SuppressWarnings("rawtypes") // So does the library have it.
  private static void refine(Schema<?> schema, Class<?> record) {
    if (schema.getProperties() == null) {
      return;
    }
    boolean request = REQUESTS.contains(record);
    Set<String> required =
        new LinkedHashSet<>(Objects.requireNonNullElse(schema.getRequired(), List.of()));
    for (RecordComponent component : record.getRecordComponents()) {
      String name = component.getName();
      Schema property = schema.getProperties().get(name);
      if (property == null) {
        continue;
      }
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (nullable && !(request && required.contains(name))) {
        schema.getProperties().put(name, orNull(property));
      }
      if (!request) {
        required.add(name);
      }
    }
    schema.setRequired(List.copyOf(required));
    schema.setAdditionalProperties(request ? Boolean.FALSE : null);
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Schema orNull(Schema<?> schema) {
    if (schema.get$ref() != null || schema.getOneOf() != null) {
      Schema described = new Schema<>().anyOf(List.of(schema, of(NULL)));
      described.setDescription(schema.getDescription());
      return described;
    }
    Set<String> types =
        new LinkedHashSet<>(
            schema.getTypes() == null ? Set.of(schema.getType()) : schema.getTypes());
    types.add(NULL);
    schema.setTypes(types);
    if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
      ((Schema) schema).addEnumItemObject(null);
    }
    return schema;
  }

  @SuppressWarnings("unchecked")
  private static Schema<?> share() {
    return new Schema<>()
        .description("A number of tasks (1 to 1000), or a percentage of them (\"1%\" to \"100%\").")
        .oneOf(
            List.of(
                of("integer").minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(1000)),
                of("string").pattern("^([1-9][0-9]?|100)%$")));
  }

  private static Schema<?> of(String... types) {
    Schema<?> schema = new Schema<>();
    schema.setTypes(new LinkedHashSet<>(Arrays.asList(types)));
    return schema;
  }
}

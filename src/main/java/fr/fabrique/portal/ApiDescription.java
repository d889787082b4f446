package fr.fabrique.portal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** What the API tells of itself, the problems of each call included. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String PROBLEM = "Problem";
  private static final String SIGN_IN = "basic";
  private static final String JSON = "application/json";

  @Bean
  OpenAPI apiDescribed() {
    return new OpenAPI()
        .info(
            new Info()
                .title("La Fabrique")
                .version("1")
                .description(
                    "Hands ideas in, tells where they are on their route, plans challenges."
                        + " Problems are answered as RFC 9457 describes them."))
        .addSecurityItem(new SecurityRequirement().addList(SIGN_IN));
  }

  @Bean
  OpenApiCustomizer problemsInDescription() {
    return api -> {
      api.getComponents()
          .addSecuritySchemes(
              SIGN_IN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
          .addSchemas(PROBLEM, problem());
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(ApiDescription::complete));
    };
  }

  /** What a call itself does not say: it follows from what the call is sent. */
  private static void complete(Operation call) {
    may(call, HttpStatus.UNAUTHORIZED, "Nobody has signed in, or not as somebody known.");
    if (call.getRequestBody() != null) {
      may(call, HttpStatus.BAD_REQUEST, "What was sent cannot be taken; the detail says why.");
      may(call, HttpStatus.PAYLOAD_TOO_LARGE, "What was sent is larger than 30 MB.");
      may(call, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "What was sent is of another type.");
    }
    if (call.getParameters() != null) {
      may(call, HttpStatus.NOT_FOUND, "There is no such thing, or it is not yours to see.");
    }
    call.getResponses()
        .forEach(
            (status, answer) -> {
              if (status.startsWith("4")) {
                answer.setContent(
                    new Content().addMediaType("application/problem+json", media(PROBLEM)));
              } else if (answer.getContent() != null && answer.getContent().containsKey("*/*")) {
                answer.getContent().put(JSON, answer.getContent().remove("*/*"));
              }
            });
  }

  private static void may(Operation call, HttpStatus status, String description) {
    call.getResponses()
        .putIfAbsent(Integer.toString(status.value()), new ApiResponse().description(description));
  }

  private static MediaType media(String schema) {
    return new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + schema));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema())
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("What is wrong and what to do."))
        .addProperty("instance", new StringSchema().format("uri-reference"))
        .addProperty(
            "errors",
            new ArraySchema()
                .description("Where single fields are wrong.")
                .items(
                    new ObjectSchema()
                        .addProperty("field", new StringSchema())
                        .addProperty("message", new StringSchema())));
  }
}

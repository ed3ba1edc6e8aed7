package io.ecsrecycler.security;

import io.ecsrecycler.security.SecurityProperties.Readable;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which requests get how far: everything needs a caller, except for what is said here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FilterChains {

  /** Answers of the API are data: nothing in them is to be loaded, framed or run. */
  static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** Swagger UI comes from here whole; it sets styles while it runs, and draws from data: URIs. */
  static final String SWAGGER_UI =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final String[] PAGES = {"/swagger-ui.html", "/swagger-ui/**"};
  private static final String DOCUMENT = "/v3/api-docs";

  private final StartMode mode;
  private final SecurityProperties properties;
  private final RefusalWriter writer;
  private final RefusedAtTheDoor refused;
  private final Filter whoIsIt;
  private final RateLimits limits;

  FilterChains(
      StartMode mode,
      SecurityProperties properties,
      RefusalWriter writer,
      RefusedAtTheDoor refused,
      AuthenticationManager tokens,
      Clock clock) {
    this.mode = mode;
    this.properties = properties;
    this.writer = writer;
    this.refused = refused;
    this.whoIsIt = mode.open() ? new OpenDoorFilter() : bearer(tokens, refused);
    this.limits = new RateLimits(properties.requestsPerMinute(), clock);
  }

  private static Filter bearer(AuthenticationManager tokens, RefusedAtTheDoor refused) {
    BearerTokenAuthenticationFilter filter =
        new BearerTokenAuthenticationFilter(tokens, new BearerHeader());
    filter.setAuthenticationEntryPoint(refused);
    return filter;
  }

  /** The management port has the management's endpoints, and nothing of the API beside them. */
  @Bean
  @Order(0)
  SecurityFilterChain nothingElseOnTheManagementPort(HttpSecurity http, Environment ports) {
    RequestMatcher endpoint = EndpointRequest.toAnyEndpoint();
    return guarded(
            http.securityMatcher(it -> onManagementPort(it, ports) && !endpoint.matches(it)),
            NOTHING)
        .authorizeHttpRequests(it -> {
          it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
          it.anyRequest().denyAll();
        })
        .build();
  }

  private static boolean onManagementPort(HttpServletRequest request, Environment ports) {
    int management = ports.getProperty("local.management.port", Integer.class, -1);
    int api = ports.getProperty("local.server.port", Integer.class, -1);
    return management != api && request.getLocalPort() == management;
  }

  @Bean
  @Order(1)
  SecurityFilterChain swaggerUi(HttpSecurity http) {
    return guarded(http.securityMatcher(PAGES), SWAGGER_UI)
        .authorizeHttpRequests(it -> {
          if (properties.withoutToken().contains(Readable.API_DOCS)) {
            it.anyRequest().permitAll();
          } else {
            it.anyRequest().access(seesSomething());
          }
        })
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain everythingElse(HttpSecurity http) {
    return guarded(http, NOTHING)
        .authorizeHttpRequests(it -> {
          it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
          it.requestMatchers(EndpointRequest.to("health")).permitAll();
          if (properties.withoutToken().contains(Readable.METRICS)) {
            it.requestMatchers(EndpointRequest.to("info", "prometheus")).permitAll();
          }
          it.requestMatchers(EndpointRequest.to("info", "prometheus")).access(seesSomething());
          it.requestMatchers(EndpointRequest.toAnyEndpoint().excludingLinks()).denyAll();
          if (properties.withoutToken().contains(Readable.API_DOCS)) {
            it.requestMatchers(DOCUMENT, DOCUMENT + "/**", DOCUMENT + ".yaml").permitAll();
          }
          it.anyRequest().authenticated();
        })
        .build();
  }

  private static AuthorizationManager<RequestAuthorizationContext> seesSomething() {
    return (authentication, _) ->
        new AuthorizationDecision(
            authentication.get() instanceof CallerAuthentication it
                && it.caller().may(Permission.VIEW));
  }

  private HttpSecurity guarded(HttpSecurity http, String contentSecurityPolicy) {
    HttpSecurity guarded =
        http.csrf(AbstractHttpConfigurer::disable)
            .cors(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .exceptionHandling(
                it -> it.authenticationEntryPoint(refused).accessDeniedHandler(refused))
            .headers(it ->
                it.contentSecurityPolicy(csp -> csp.policyDirectives(contentSecurityPolicy))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
            .addFilterBefore(whoIsIt, AnonymousAuthenticationFilter.class)
            .addFilterBefore(
                new CrossOriginFilter(mode.open(), writer), AnonymousAuthenticationFilter.class);
    guarded.addFilterBefore(new CallerNote(), AnonymousAuthenticationFilter.class);
    if (!mode.open()) {
      guarded.addFilterBefore(
          new RateLimitFilter(limits, writer), AnonymousAuthenticationFilter.class);
    }
    return guarded.addFilterAfter(new BodyLimitFilter(writer), AuthorizationFilter.class);
  }
}

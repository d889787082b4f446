package fr.fabrique.people.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.people.Group;
import fr.fabrique.people.KeptForm;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Who may come in where, and how. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  /** The call by which the engine's web applications sign out. */
  private static final String WEB_APPLICATION_SIGN_OUT = "/camunda/api/admin/auth/user/*/logout";

  /** Who may change the route. */
  private static final String[] OWNERS = {Group.PROCESS_OWNERS.id(), Group.ADMINISTRATORS.id()};

  /** Programs sign in with HTTP Basic at each call; browsers use their session. */
  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http, ObjectMapper json, Accounts accounts, KnownBrowsers browsers)
      throws Exception {
    return forPrograms(http, json, browsers)
        .securityMatcher("/api/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(
                    SignInConfiguration::usesNoSession, SignInConfiguration::isAskedForFirst))
        .addFilterBefore(new StillThePerson(accounts), AuthorizationFilter.class)
        .build();
  }

  /** Camunda Modeler signs in at each call, and has no session. */
  @Bean
  @Order(2)
  SecurityFilterChain modeler(HttpSecurity http, ObjectMapper json, KnownBrowsers browsers)
      throws Exception {
    return forPrograms(http, json, browsers)
        .securityMatcher("/engine-rest/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        HttpMethod.GET, "/engine-rest/deployment", "/engine-rest/version")
                    .hasAnyAuthority(OWNERS)
                    .requestMatchers(HttpMethod.POST, "/engine-rest/deployment/create")
                    .hasAnyAuthority(OWNERS)
                    .anyRequest()
                    .denyAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http, Accounts accounts, KnownBrowsers browsers)
      throws Exception {
    SignInAgain again = new SignInAgain(browsers);
    HttpSessionRequestCache wanted = new HttpSessionRequestCache();
    wanted.setRequestMatcher(SignInConfiguration::opensPage);
    again.setRequestCache(wanted);
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        "/login", "/style/**", "/script/**", "/favicon.ico", "/actuator/health")
                    .permitAll()
                    .requestMatchers("/camunda/api/admin/setup/**", "/camunda/app/*/*/setup/**")
                    .denyAll()
                    .requestMatchers("/change/**")
                    .hasAnyAuthority(OWNERS)
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            refusals ->
                refusals
                    .defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                        new AntPathRequestMatcher("/camunda/api/**"))
                    .defaultAuthenticationEntryPointFor(
                        again, new AntPathRequestMatcher(KeptForm.PAGE, "POST"))
                    .accessDeniedHandler(again))
        .requestCache(cache -> cache.requestCache(wanted))
        .formLogin(
            login ->
                login
                    .loginPage("/login")
                    .authenticationDetailsSource(browsers::visitor)
                    .successHandler(again)
                    .failureHandler(again))
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(
                        new OrRequestMatcher(
                            new AntPathRequestMatcher("/logout", "POST"),
                            new AntPathRequestMatcher(WEB_APPLICATION_SIGN_OUT, "POST")))
                    .logoutSuccessHandler(
                        (request, response, person) -> {
                          if (request.getRequestURI().contains("/camunda/")) {
                            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                          } else {
                            response.sendRedirect(request.getContextPath() + "/login?logout");
                          }
                        }))
        .csrf(csrf -> csrf.ignoringRequestMatchers("/camunda/**"))
        .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin))
        .httpBasic(basic -> basic.disable())
        .addFilterBefore(new StillThePerson(accounts), AuthorizationFilter.class)
        .build();
  }

  /** Carries the signed-in person over into the engine's web applications. */
  @Bean
  FilterRegistrationBean<ContainerBasedAuthenticationFilter> webApplications() {
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> filter =
        new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
    filter.setInitParameters(Map.of("authentication-provider", SignedInPerson.class.getName()));
    filter.addUrlPatterns("/camunda/*");
    filter.setOrder(201);
    return filter;
  }

  /** Programs sign in with HTTP Basic at each call and are answered with a problem. */
  private static HttpSecurity forPrograms(
      HttpSecurity http, ObjectMapper json, KnownBrowsers browsers) throws Exception {
    Refusal refusal = new Refusal(json);
    return http.httpBasic(
            basic ->
                basic
                    .authenticationDetailsSource(browsers::visitor)
                    .authenticationEntryPoint(refusal::signIn))
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint(refusal::signIn)
                    .accessDeniedHandler(refusal::notYours));
  }

  /**
   * Whether a person opens a page, to which the sign-in then leads. All else that an open page of
   * Tasklist asks for after its session's end must not begin a session: it would take the place of
   * the one that the sign-in page has just begun.
   */
  private static boolean opensPage(HttpServletRequest request) {
    String purpose = request.getHeader("Sec-Fetch-Dest");
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && !request.getServletPath().startsWith("/camunda/api/")
        && (purpose == null || purpose.equals("document"))
        && accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }

  /** Without a session there is no sign-in that a foreign page could misuse. */
  private static boolean usesNoSession(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return request.getSession(false) == null
        || authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
  }

  /**
   * No foreign page can send these: the browser asks beforehand whether it may, and is answered
   * that it may not.
   */
  private static boolean isAskedForFirst(HttpServletRequest request) {
    return request.getMethod().equals("PUT") || request.getMethod().equals("DELETE");
  }
}

package fr.fabrique.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Gives each page of the engine's web applications a nonce of its own. The stock filters hand it
 * from the header to the page through an attribute of the whole server: with two requests at once,
 * one page gets the other's nonce, the browser blocks its scripts, and it stays blank.
 */
class OwnNonce extends HttpFilter {

  private static final String NONCE = "org.camunda.bpm.csp.nonce";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new OwnContext(request), response);
  }

  private static final class OwnContext extends HttpServletRequestWrapper {

    OwnContext(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletContext getServletContext() {
      ServletContext all = super.getServletContext();
      return (ServletContext)
          Proxy.newProxyInstance(
              ServletContext.class.getClassLoader(),
              new Class<?>[] {ServletContext.class},
              (proxy, method, values) -> {
                if (values != null && values.length > 0 && NONCE.equals(values[0])) {
                  switch (method.getName()) {
                    case "setAttribute" -> setAttribute(NONCE, values[1]);
                    case "removeAttribute" -> removeAttribute(NONCE);
                    default -> {
                      return getAttribute(NONCE);
                    }
                  }
                  return null;
                }
                try {
                  return method.invoke(all, values);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
    }
  }
}

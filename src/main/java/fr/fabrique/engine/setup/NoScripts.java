package fr.fabrique.engine.setup;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/**
 * Knows no scripting language. The stock engine brings one for JUEL, whose scripts reach any class.
 */
class NoScripts implements ScriptEngineResolver {

  @Override
  public ScriptEngine getScriptEngine(String language, boolean cached) {
    return null;
  }

  @Override
  public void addScriptEngineFactory(ScriptEngineFactory factory) {
    throw new UnsupportedOperationException("Scripts are not run.");
  }

  @Override
  public ScriptEngineManager getScriptEngineManager() {
    throw new UnsupportedOperationException("Scripts are not run.");
  }
}

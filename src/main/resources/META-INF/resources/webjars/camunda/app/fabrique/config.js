import {languages, say} from './language.js';

// What the configuration of all four applications has in common; each config.js adds its own part.
export function configuration(name, ownScripts = []) {
  return {
    app: {vendor: 'La Fabrique', name: '· ' + say(name)},
    locales: {availableLocales: languages, fallbackLocale: 'en'},
    disableWelcomeMessage: true,
    // paths are relative to the application's own folder
    customScripts: ['../fabrique/session', ...ownScripts]
  };
}

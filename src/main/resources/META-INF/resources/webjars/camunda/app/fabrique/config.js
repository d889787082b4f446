import {language, languages, say} from './language.js';

// What the configuration of all four applications has in common; each config.js adds its own part.
export function configuration(name, ownScripts = []) {
  return {
    app: {vendor: 'La Fabrique', name: '· ' + say(name)},
    // Each language is complete. With a second one loaded beside it, the dates would take turns between the two.
    locales: {availableLocales: languages, fallbackLocale: language},
    disableWelcomeMessage: true,
    // paths are relative to the application's own folder
    customScripts: ['../fabrique/session', '../fabrique/names', ...ownScripts]
  };
}

import {configuration} from '../../fabrique/config.js';

// Cockpit is for administrators and stays in English.
export default {
  ...configuration({en: 'Cockpit', fr: 'Cockpit'}),
  locales: {availableLocales: ['en'], fallbackLocale: 'en'}
};

// The language that Camunda's own applications choose: the browser's first one if we have it, else English.
const first = (navigator.languages?.[0] ?? navigator.language ?? 'en').split('-')[0].toLowerCase();

export const languages = ['en', 'fr'];
export const language = languages.includes(first) ? first : 'en';

/** Picks the reader's language: say({en: 'Tasklist', fr: 'Tâches'}). */
export const say = (texts) => texts[language] ?? texts.en;

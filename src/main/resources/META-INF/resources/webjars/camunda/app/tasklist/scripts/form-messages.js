import {language} from '../../fabrique/language.js';

// The form library says these sentences in English only. They are replaced where it writes them (messages
// under a field, placeholders, labels of small buttons), never in what a form or a person has written.

const french = [
  ['Field is required.', 'Une réponse est nécessaire.'],
  [/^Field must match pattern .*\.$/, 'Cette réponse n’a pas la forme attendue.'],
  [/^Field must have minimum value of (.*)\.$/, 'La valeur doit être au moins $1.'],
  [/^Field must have maximum value of (.*)\.$/, 'La valeur doit être au plus $1.'],
  [/^Field must have minimum length of (.*)\.$/, 'Au moins $1 caractères.'],
  [/^Field must have maximum length of (.*)\.$/, 'Au plus $1 caractères.'],
  [/^Field must be a valid +international phone number\..*$/, 'Saisissez un numéro de téléphone international, par exemple +33140000000.'],
  ['Field must be a valid email.', 'Saisissez une adresse de courriel valable.'],
  ['Value is not a number.', 'Saisissez un nombre.'],
  ['Value is expected to be an integer.', 'Saisissez un nombre entier.'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, 'Au plus $1 chiffres après la virgule.'],
  [/^Please select a valid value, the two nearest valid values are (.*) and (.*)\.$/, 'Choisissez $1 ou $2, les deux valeurs permises les plus proches.'],
  ['Date and time must both be entered.', 'Saisissez la date et l’heure.'],
  ['Select', 'Choisir'],
  ['Search', 'Chercher'],
  ['No results', 'Aucun résultat'],
  ['All values selected', 'Tout est choisi'],
  ['Nothing to show.', 'Rien à montrer.'],
  ['Add new', 'Ajouter'],
  ['Remove tag', 'Retirer'],
  ['Skip to search', 'Aller à la recherche'],
  [/^Remove list item (\d+)$/, 'Retirer la ligne $1'],
  ['Increment', 'Augmenter'],
  ['Decrement', 'Diminuer'],
  ['Previous page', 'Page précédente'],
  ['Next page', 'Page suivante'],
  [/^Click to sort by (.*) ascending$/, 'Trier par $1, croissant'],
  [/^Click to sort by (.*) descending$/, 'Trier par $1, décroissant'],
  ['Click to remove sorting', 'Retirer le tri'],
  [' of ', ' sur '],
  ['Collapse', 'Replier'],
  [/^Expand all \((.*)\)$/, 'Tout déplier ($1)'],
  ['External content couldn\'t be loaded.', 'Le contenu externe n’a pas pu être chargé.'],
  ['dd/mm/yyyy', 'jj/mm/aaaa'],
  ['dd.mm.yyyy', 'jj.mm.aaaa'],
  ['yyyy-mm-dd', 'aaaa-mm-jj']
];

const english = [
  ['Field is required.', 'An answer is needed.'],
  [/^Field must match pattern .*\.$/, 'This answer does not have the expected form.'],
  [/^Field must have minimum value of (.*)\.$/, 'The value must be at least $1.'],
  [/^Field must have maximum value of (.*)\.$/, 'The value must be at most $1.'],
  [/^Field must have minimum length of (.*)\.$/, 'At least $1 characters.'],
  [/^Field must have maximum length of (.*)\.$/, 'At most $1 characters.'],
  [/^Field must be a valid +international phone number\..*$/, 'Enter an international phone number, for example +33140000000.']
];

const sentences = {fr: french, en: english}[language];

/** The reader's words for a sentence of the form library, or the sentence itself. */
export function translate(sentence) {
  for (const [pattern, words] of sentences) {
    if (pattern === sentence) return words;
    if (pattern instanceof RegExp && pattern.test(sentence)) return sentence.replace(pattern, words);
  }
  return sentence;
}

const writtenByTheLibrary = [
  '.fjs-form-field-error li',
  '.fjs-select-placeholder',
  '.fjs-dropdownlist-empty',
  '.fjs-taglist-skip-link',
  '.fjs-table-td[colspan]',
  '.fjs-table-nav-label',
  '.fjs-iframe-placeholder-text',
  '.fjs-repeat-render-add',
  '.fjs-repeat-render-collapse'
].join(',');
const attributes = ['placeholder', 'title', 'aria-label'];
const attributeOwners = 'input, button, th, [title]';

export function translateForms() {
  new MutationObserver((changes) => {
    for (const change of changes) {
      const place = change.target.nodeType === Node.ELEMENT_NODE ? change.target : change.target.parentElement;
      if (!place?.closest('.fjs-container')) continue;
      if (change.type === 'childList') {
        change.addedNodes.forEach((node) => translateWithin(node.nodeType === Node.ELEMENT_NODE ? node : place));
      } else {
        translateOne(place);
      }
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes
  });
}

function translateWithin(element) {
  translateOne(element);
  element.querySelectorAll(writtenByTheLibrary + ',' + attributeOwners).forEach(translateOne);
  element.querySelectorAll('.fjs-datepicker input').forEach(translateCalendar);
}

function translateOne(element) {
  if (element.matches(writtenByTheLibrary)) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const required = node.data === 'Field is required.';
      const words = translate(node.data);
      if (words !== node.data) node.data = words;
      if (required) element.classList.add('fab-required');
    }
  }
  if (element.matches(attributeOwners)) {
    for (const name of attributes) {
      const sentence = element.getAttribute(name);
      if (!sentence) continue;
      const words = translate(sentence);
      if (words !== sentence) element.setAttribute(name, words);
    }
  }
}

// the calendar of a date question
const monthNames = (style) => Array.from({length: 12}, (_, month) =>
  new Date(2024, month, 1).toLocaleDateString('fr', {month: style}));
const dayNames = (style) => Array.from({length: 7}, (_, day) =>
  new Date(2024, 8, 1 + day).toLocaleDateString('fr', {weekday: style})); // 1 September 2024 is a Sunday

function translateCalendar(input) {
  if (language !== 'fr') return;
  // the library makes its calendar just after the field
  setTimeout(() => input._flatpickr?.set('locale', {
    firstDayOfWeek: 1,
    weekdays: {shorthand: dayNames('short'), longhand: dayNames('long')},
    months: {shorthand: monthNames('short'), longhand: monthNames('long')},
    rangeSeparator: ' au ',
    weekAbbreviation: 'sem.',
    scrollTitle: 'Faire défiler pour changer',
    toggleTitle: 'Cliquer pour changer',
    yearAriaLabel: 'Année',
    monthAriaLabel: 'Mois',
    ordinal: (day) => (day === 1 ? 'er' : '')
  }), 100);
}

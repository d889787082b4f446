import {say} from './language.js';

// Names for controls that show only an icon, for people who hear the page instead of seeing it, and the way home.

const appRoot = document.querySelector('base').getAttribute('app-root');
const home = appRoot.slice(0, appRoot.lastIndexOf('/')) + '/';

const fixed = {
  '.app-switch > .dropdown-toggle': say({en: 'Applications', fr: 'Applications'}),
  '.navbar-toggle': say({en: 'Menu', fr: 'Menu'}),
  '.stored-criteria > button': say({en: 'Saved searches', fr: 'Recherches enregistrées'}),
  '[cam-widget-search] .main-field': say({en: 'Add a criterion', fr: 'Ajouter un critère'}),
  '.maximize': say({en: 'Give the task the whole width', fr: 'Donner toute la largeur à la tâche'}),
  '.reset-regions': say({en: 'Show the list again', fr: 'Montrer de nouveau la liste'})
};

function leadHome() {
  document.querySelectorAll('.navbar-brand:not([target])').forEach((brand) => {
    brand.href = home;
    brand.target = '_self';
  });
  document.querySelectorAll('.app-menu > ul:not(:has(.fab-home))').forEach((menu) => {
    const entry = document.createElement('li');
    entry.className = 'fab-home';
    const link = document.createElement('a');
    link.href = home;
    link.target = '_self';
    link.textContent = say({en: 'Home', fr: 'Accueil'});
    entry.append(link);
    menu.prepend(entry);
  });
}

function nameControls() {
  leadHome();
  for (const [selector, name] of Object.entries(fixed)) {
    document.querySelectorAll(selector).forEach((control) => {
      if (control.title === name) return;
      control.title = name;
      control.setAttribute('aria-label', name);
    });
  }
  // the tooltip is the name, and it changes with what the control does
  document.querySelectorAll(':is(a, button)[uib-tooltip]').forEach((control) => {
    const name = control.getAttribute('uib-tooltip');
    if (name && !control.textContent.trim() && control.getAttribute('aria-label') !== name) {
      control.setAttribute('aria-label', name);
    }
  });
  // what acts like a button says so
  document.querySelectorAll('a[uib-tooltip]:not([href], [role])').forEach((link) => link.setAttribute('role', 'button'));
  document.querySelectorAll('input[uib-typeahead]:not([role])').forEach((field) => field.setAttribute('role', 'combobox'));
  // examples of the vendor's, which look like somebody's data
  document.querySelectorAll('[id^="user-profile-"][placeholder]').forEach((field) => field.removeAttribute('placeholder'));
  // what is wider than a telephone is reached with the keyboard, too
  document.querySelectorAll('.fjs-form-field-text > .assessments:not([tabindex])').forEach((region) => {
    region.tabIndex = 0;
    region.setAttribute('role', 'region');
    region.setAttribute('aria-label', region.querySelector('h4')?.textContent ?? '');
  });
  // pictures on the welcome page repeat the link beneath them
  document.querySelectorAll('.app-label-wrapper:not([aria-hidden])').forEach((picture) => {
    picture.setAttribute('aria-hidden', 'true');
    picture.tabIndex = -1;
  });
}

let planned;
new MutationObserver(() => {
  planned ??= requestAnimationFrame(() => {
    planned = undefined;
    nameControls();
  });
}).observe(document.documentElement, {subtree: true, childList: true, attributes: true, attributeFilter: ['uib-tooltip']});

import {say} from './language.js';

// Names for controls that show only an icon, for people who hear the page instead of seeing it.

const fixed = {
  '.app-switch > .dropdown-toggle': say({en: 'Applications', fr: 'Applications'}),
  '.maximize': say({en: 'Give the task the whole width', fr: 'Donner toute la largeur à la tâche'}),
  '.reset-regions': say({en: 'Show the list again', fr: 'Montrer de nouveau la liste'})
};

function nameControls() {
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

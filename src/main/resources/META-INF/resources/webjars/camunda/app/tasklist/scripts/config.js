import {say} from '../../fabrique/language.js';
import {configuration} from '../../fabrique/config.js';

export default {
  ...configuration({en: 'Tasklist', fr: 'Tâches'}, ['scripts/layout', 'scripts/forms']),
  // the shortcut that starts a process is left out: processes begin with an idea or a challenge
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: say({en: 'claims the selected task', fr: 'prendre en charge la tâche choisie'})
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: say({en: 'goes to the first filter', fr: 'aller au premier filtre'})
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: say({en: 'goes to the first task of the list', fr: 'aller à la première tâche de la liste'})
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: say({en: 'goes to the first question of the form', fr: 'aller à la première question du formulaire'})
    }
  }
};

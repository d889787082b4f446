import {configuration} from '../../fabrique/config.js';

export default {
  ...configuration({en: 'Welcome', fr: 'Accueil'}),
  links: []
};

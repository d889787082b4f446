import {configuration} from '../../fabrique/config.js';

export default {
  ...configuration({en: 'My account', fr: 'Mon compte'}),
  links: []
};

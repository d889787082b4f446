import {configuration} from '../../fabrique/config.js';

export default configuration({en: 'Administration', fr: 'Administration'});

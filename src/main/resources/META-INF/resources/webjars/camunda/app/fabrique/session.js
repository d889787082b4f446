import {language} from './language.js';

// Who is here and how one leaves: loaded by all four applications before they start.
//
// - A sign-out, or a session that has ended, leads to our own sign-in page, never to Camunda's.
// - The class "fab-administrator" on the body tells the style sheets that all controls are of use;
//   everybody else sees the plain ones. This is appearance only: the server decides what is allowed.

const base = document.querySelector('base');
const appName = base.getAttribute('app-name');
const appRoot = base.getAttribute('app-root');
const signInPage = appRoot.slice(0, appRoot.lastIndexOf('/')) + '/login';
const returnKey = 'fabrique-return-' + appName;

document.documentElement.lang = appName === 'cockpit' ? 'en' : language;

// some of Camunda's labels are read once only: a page shown before the language has come keeps their keys
function waitForTheLanguage(page) {
  if (!page) return;
  page.resolve = {...page.resolve, language: ['$translate', ($translate) => $translate.onReady()]};
}

let leaving = false;
function leave(address) {
  if (leaving) return;
  leaving = true;
  document.body.style.visibility = 'hidden';
  // after the other listeners of the same event, one of which keeps the open form as a draft
  setTimeout(() => window.location.replace(address));
}

window.angular.module(`cam.${appName}.custom`).run([
  '$rootScope',
  '$location',
  ($rootScope, $location) => {
    let person;

    $rootScope.$on('authentication.changed', (event, authentication) => {
      if (authentication) {
        person = authentication.name;
        returnToWhereTheSessionEnded();
      }
      const administrator = Boolean(authentication?.canAccess('admin'));
      document.body.classList.toggle('fab-administrator', administrator);
    });

    $rootScope.$on('authentication.logout.success', (event) => {
      event.preventDefault();
      leave(signInPage + '?logout');
    });

    $rootScope.$on('authentication.login.required', (event) => {
      event.preventDefault();
      if (person) sessionStorage.setItem(returnKey, JSON.stringify({person, place: $location.url()}));
      leave(signInPage);
    });

    function returnToWhereTheSessionEnded() {
      const left = JSON.parse(sessionStorage.getItem(returnKey) ?? 'null');
      sessionStorage.removeItem(returnKey);
      if (left?.person === person) $location.url(left.place).replace();
    }

    $rootScope.$on('$routeChangeStart', (event, next) => {
      waitForTheLanguage(next);
      if (next?.$$route?.originalPath === '/login' && !$rootScope.authentication) {
        event.preventDefault();
        leave(signInPage);
      }
    });
  }
]);

import {say} from '../../fabrique/language.js';
import {standingOf} from './drafts.js';
import {english, inPlainWords} from './messages.js';

// The Tasklist of people who do tasks: the first list with something to do, what is due soonest first, a plain
// search by title, only what one may do, and on a telephone either the list or the task.

const inject = (name) => window.angular.element(document.documentElement).injector().get(name);

const soonestDueFirst = JSON.stringify([{sortBy: 'dueDate', sortOrder: 'asc'}]);

const custom = window.angular.module('cam.tasklist.custom');

custom.config([
  '$httpProvider',
  ($httpProvider) => {
    $httpProvider.interceptors.push(() => ({
      response(answer) {
        if (answer.config.url.endsWith('/locales/en.json')) Object.assign(answer.data.labels, english);
        return answer;
      }
    }));
  }
]);

custom.run([
  '$rootScope',
  '$location',
  'Notifications',
  ($rootScope, $location, Notifications) => {
    const sort = () => $location.search().sorting || $location.search('sorting', soonestDueFirst).replace();
    $rootScope.$on('$locationChangeSuccess', sort);
    sort();

    $rootScope.$watch(
      () => $location.search().task,
      (task) => {
        document.body.classList.toggle('fab-task-open', Boolean(task));
        window.scrollTo(0, 0);
        if (task) Notifications.clearAll(); // they were about the task before
        showStanding(task);
      }
    );

    const addError = Notifications.addError;
    Notifications.addError = function (error) {
      addError.call(this, {...error, message: inPlainWords(error.message)});
    };
  }
]);

// Whoever does tasks sorts by what the list shows; the menu of ways to sort is Tasklist's own.
const ofUseToAdministrators = ['priority', 'followUpDate', 'assignee'];

custom.run([
  '$injector',
  ($injector) => {
    const [choices] = $injector.get('camSortingChoicesDirective');
    const link = choices.link;
    choices.compile = () => (scope, ...rest) => {
      link(scope, ...rest);
      scope.$watch('availableOptions', (ways) => {
        if (!ways || document.body.classList.contains('fab-administrator')) return;
        ofUseToAdministrators.forEach((way) => delete ways[way]);
      });
    };
  }
]);

/** Taking a task is offered to those only who may take it. */
async function showStanding(task) {
  document.body.removeAttribute('data-standing');
  if (!task) return;
  const standing = await standingOf(task);
  if (inject('$location').search().task === task) document.body.dataset.standing = standing.toLowerCase();
}

// Tasklist opens with the first list in which something waits, and each list tells how much.
const counts = new Map();

custom.run([
  '$location',
  '$rootScope',
  'camAPI',
  ($location, $rootScope, camAPI) => {
    const filters = camAPI.resource('filter');
    const list = filters.list;
    let first = true;

    filters.list = async function (query, done) {
      if (!first || query?.resourceType !== 'Task') return list.call(this, query, done);
      first = false;
      try {
        const found = await list.call(this, {...query, itemCount: true}, done);
        remember(found);
        const waiting = found
          .filter((filter) => filter.itemCount > 0)
          .sort((one, other) => (one.properties.priority ?? 0) - (other.properties.priority ?? 0));
        if (waiting.length && !$location.search().filter) $location.search('filter', waiting[0].id).replace();
        return found;
      } catch {
        return list.call(this, query, done); // a list need not be counted to be of use
      }
    };

    $rootScope.$on('fabrique.done', () =>
      list.call(filters, {resourceType: 'Task', itemCount: true, maxResults: 2000}).then(remember, () => {}));

    function remember(found) {
      found.forEach((filter) => counts.set(filter.name, filter.itemCount));
      showCounts();
    }
  }
]);

// the list in view is counted by Tasklist itself
function showCounts() {
  document.querySelectorAll('.task-filter h4.name a').forEach((link) => {
    const count = counts.get(link.firstChild?.data?.trim());
    if (count === undefined) return;
    const shown = link.querySelector('.fab-count') ?? link.appendChild(document.createElement('span'));
    shown.className = 'fab-count';
    if (shown.textContent !== `(${count})`) shown.textContent = `(${count})`;
  });
}

new MutationObserver(showCounts).observe(document.documentElement, {subtree: true, childList: true});

const thanks = {
  id: 'fabrique-done',
  pluginPoint: 'tasklist.list',
  priority: 300,
  render(node, _, scope) {
    const line = document.createElement('p');
    line.className = 'fab-done';
    line.setAttribute('role', 'status');
    node.append(line);
    let shown;
    scope.$root.$on('fabrique.done', () => {
      clearTimeout(shown);
      line.textContent = say({en: 'Done. Thank you.', fr: 'C’est fait. Merci.'});
      shown = setTimeout(() => (line.textContent = ''), 8000);
    });
  }
};

const searchByTitle = {
  id: 'fabrique-search',
  pluginPoint: 'tasklist.list',
  priority: 200,
  render(node, _, scope) {
    const field = document.createElement('input');
    field.type = 'search';
    field.className = 'form-control fab-search';
    field.placeholder = say({en: 'Search by title', fr: 'Chercher par titre'});
    field.setAttribute('aria-label', field.placeholder);
    node.append(field);

    const tasks = scope.tasklistData.newChild(scope);
    let pause;
    field.addEventListener('input', () => {
      clearTimeout(pause);
      pause = setTimeout(() => scope.$apply(search), 300);
    });

    function search() {
      const words = field.value.trim().replace(/[\\%_]/g, '\\$&');
      const query = {processVariables: [], taskVariables: [], caseInstanceVariables: []};
      if (words) query.nameLike = `%${words}%`;
      inject('search').updateSilently({page: 1});
      tasks.set('searchQuery', query);
    }
  }
};

const backToTheList = {
  id: 'fabrique-back',
  pluginPoint: 'tasklist.task.action',
  priority: 1000,
  render(node, _, scope) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link fab-back';
    button.textContent = say({en: '‹ All tasks', fr: '‹ Toutes les tâches'});
    button.addEventListener('click', () => scope.$apply(() => inject('$location').search('task', null)));
    node.append(button);
  }
};

export default [thanks, searchByTitle, backToTheList];

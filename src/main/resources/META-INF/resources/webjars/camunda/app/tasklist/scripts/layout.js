import {say} from '../../fabrique/language.js';

// The Tasklist of people who do tasks: what is due soonest first, a plain search by title, and on a
// telephone either the list or the task.

const inject = (name) => window.angular.element(document.documentElement).injector().get(name);

const soonestDueFirst = JSON.stringify([{sortBy: 'dueDate', sortOrder: 'asc'}]);

window.angular.module('cam.tasklist.custom').run([
  '$rootScope',
  '$location',
  'Notifications',
  ($rootScope, $location, Notifications) => {
    if (!$location.search().sorting) $location.search('sorting', soonestDueFirst).replace();

    $rootScope.$watch(
      () => $location.search().task,
      (task) => {
        document.body.classList.toggle('fab-task-open', Boolean(task));
        window.scrollTo(0, 0);
        if (task) Notifications.clearAll(); // they were about the task before
      }
    );
  }
]);

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

export default [searchByTitle, backToTheList];

import {say} from '../../fabrique/language.js';
import {
  beganWithDraft, draftsOf, keepDraft, openDraft, otherDraft, saidOfOver, sendLate, setDraftsAside, taskIsCompleted,
  withDraft
} from './drafts.js';
import {translateForms} from './form-messages.js';

// Filling in a form: Complete always answers, the first mistake is shown, and nothing typed is lost.

translateForms();

const draftPause = 1500;
const leavingPause = 400;

window.angular.module('cam.tasklist.custom').run([
  '$rootScope',
  'camAPI',
  ($rootScope, camAPI) => {
    const tasks = camAPI.resource('task');
    const formVariables = tasks.formVariables;
    tasks.formVariables = function (query, done) {
      return withDraft(query.id, formVariables.call(this, query, done));
    };

    const begin = (authentication) => authentication?.name && draftsOf(authentication.name);
    $rootScope.$on('authentication.changed', (event, authentication) => begin(authentication));
    begin($rootScope.authentication);
    // Camunda saves the open form as soon as all listeners of this event have been told
    $rootScope.$on('authentication.login.required', () => Promise.resolve().then(setDraftsAside));
  }
]);

window.angular.module('cam.tasklist.custom').decorator('camTasklistFormDirective', [
  '$delegate',
  '$injector',
  ($delegate, $injector) => {
    const directive = $delegate[0];
    const controller = directive.controller;
    directive.controller = [
      '$scope',
      '$element',
      'Notifications',
      function ($scope, $element, Notifications) {
        $injector.invoke(controller, this, {$scope, $element});
        answerEveryComplete(this, $scope, $element[0], Notifications);
        keepDrafts(this, $scope, $element[0]);
      }
    ];
    return $delegate;
  }
]);

/**
 * Camunda disables Complete while an answer is wrong, and says nothing. Here it stays a button: pressed
 * too early it leads to the first answer that is missing or wrong.
 */
function answerEveryComplete(form, $scope, element, Notifications) {
  const validated = form.notifyFormValidated;
  form.notifyFormValidated = function (invalid) {
    const broken = Boolean($scope.tasklistForm?.$error);
    validated.call(this, invalid && (broken || $scope.tasklistForm?.type !== 'camunda-forms'));
  };

  const register = form.registerCompletionHandler;
  form.registerCompletionHandler = function (complete) {
    register.call(this, (done) =>
      complete((problem, result) => {
        if (!problem) {
          Notifications.clearAll();
          $scope.$broadcast('fabrique.completed');
          $scope.$root.$broadcast('fabrique.done');
        }
        const mistakes = isMistakesOfTheForm(problem);
        if (!mistakes && problem?.status !== 400) return done(problem, result);
        $scope.completeInProgress = false;
        element.classList.add('fab-attempted');
        setTimeout(() => $scope.$apply(() => {
          if (mistakes) showFirstMistake(element, Notifications);
          else showRefusal(problem, Notifications);
        }), 50);
      })
    );
  };
}

// form-js reports {fieldId: ['message', …]}; everything else is an Error or an answer of the server
const isMistakesOfTheForm = (problem) =>
  Boolean(problem) && !(problem instanceof Error) && Object.values(problem).length > 0 &&
  Object.values(problem).every(Array.isArray);

/** The server has checked the answers too: its reason, without the technical beginning, stays until it is read. */
function showRefusal(problem, Notifications) {
  Notifications.addError({
    status: say({en: 'Your answers were not accepted', fr: 'Vos réponses n’ont pas été acceptées'}),
    message: (problem.message ?? '').replace(/^Cannot submit task form [\w-]+: /, ''),
    exclusive: true
  });
}

function showFirstMistake(element, Notifications) {
  const mistakes = [...element.querySelectorAll('.fjs-has-errors')].filter((field) => field.offsetParent);
  const count = mistakes.length;
  Notifications.addMessage({
    type: 'warning',
    status: say(
      count > 1
        ? {en: `${count} answers are missing or need a look.`, fr: `${count} réponses manquent ou sont à revoir.`}
        : {en: 'One answer is missing or needs a look.', fr: 'Une réponse manque ou est à revoir.'}
    ),
    duration: 5000,
    exclusive: true
  });
  const first = mistakes[0];
  if (!first) return;
  first.scrollIntoView({block: 'center', behavior: 'smooth'});
  first.querySelector('input, textarea, select, [tabindex="0"]')?.focus({preventScroll: true});
}

/** What has been typed is kept until the task is completed. */
function keepDrafts(form, $scope, element) {
  let save = () => {};
  let saving = false;
  let touched = false;
  let pause;
  let sent = Promise.resolve(true);

  const initialized = form.notifyFormInitialized;
  form.notifyFormInitialized = function () {
    initialized.call(this);
    if (beganWithDraft(form.getParams().taskId)) {
      tell(element, say({en: 'Here is your draft.', fr: 'Voici votre brouillon.'}));
    }
    offerOther();
  };

  const register = form.registerSaveHandler;
  form.registerSaveHandler = function (handler) {
    save = () => {
      saving = true;
      try {
        handler();
      } finally {
        saving = false;
      }
      sent = keepDraft(form.getParams().taskId);
      sent.then((kept) => {
        const said = saidOfOver(form.getParams().taskId);
        if (said) return offerLate(said);
        note(element, kept);
        return offerOther();
      });
    };
    register.call(this, save);
  };

  const dirty = form.notifyFormDirty;
  form.notifyFormDirty = function (changed) {
    dirty.call(this, changed);
    if (changed && touched && !saving && $scope.tasklistForm?.type === 'camunda-forms') wait();
  };

  // Saving makes the form library show its last known answers: letters typed just then would be lost.
  // So it waits until the hand rests.
  for (const gesture of ['keydown', 'input', 'pointerdown']) {
    element.addEventListener(gesture, () => {
      touched = true;
      if (pause) wait();
    }, true);
  }

  element.addEventListener('focusout', (event) => {
    if (pause && !element.contains(event.relatedTarget)) wait(leavingPause);
  });

  function wait(time = draftPause) {
    clearTimeout(pause);
    pause = setTimeout(keep, time);
  }

  function keep() {
    clearTimeout(pause);
    pause = null;
    if (!$scope.completeInProgress && !$scope.options?.disableForm) save();
  }

  async function offerOther() {
    const task = form.getParams().taskId;
    const other = await otherDraft(task);
    if (other) offer(element, other, () => show(task, other));
  }

  // Camunda has put Complete to sleep by then
  function offerLate(said) {
    tell(element, said);
    add(element, '', say({en: 'Send it to the chair', fr: 'L’envoyer à la présidence'}), async () =>
      tell(element, await sendLate(form.getParams().taskId)));
  }

  async function show(task, other) {
    if (pause) keep();
    if (await sent) openDraft(task, other);
  }

  $scope.$on('fabrique.completed', () => {
    clearTimeout(pause);
    pause = null;
    taskIsCompleted(form.getParams().taskId);
  });
  // another task is chosen before the pause is over
  $scope.$on('$destroy', () => pause && keep());
  window.addEventListener('pagehide', () => pause && keep());
}

function note(element, kept) {
  const time = new Date().toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
  tell(element, say(
    kept
      ? {en: `Draft kept at ${time}, for you alone`, fr: `Brouillon gardé à ${time}, pour vous seul`}
      : {
        en: `The server does not answer: this window keeps your draft since ${time}`,
        fr: `Le serveur ne répond pas : cette fenêtre garde votre brouillon depuis ${time}`
      }
  ));
}

function offer(element, {savedAt}, show) {
  const time = new Date(savedAt).toLocaleString([], {weekday: 'short', hour: '2-digit', minute: '2-digit'});
  const words = say({
    en: `You typed something else in another window (${time}).`,
    fr: `Vous avez écrit autre chose dans une autre fenêtre (${time}).`
  });
  add(element, words, say({en: 'Show it', fr: 'L’afficher'}), show);
}

/** Words and what can be done about them, below what is said of the draft. */
function add(element, text, name, act) {
  const line = lineOfDraft(element);
  if (!line) return;
  const words = document.createElement('span');
  words.className = 'fab-other-draft';
  words.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link';
  button.textContent = name;
  button.addEventListener('click', act);
  words.append(button);
  line.querySelector('.fab-other-draft')?.remove();
  line.append(words);
}

function tell(element, words) {
  const line = lineOfDraft(element);
  if (line) line.textContent = words;
}

function lineOfDraft(element) {
  const actions = element.querySelector('.form-actions');
  if (!actions) return undefined;
  const line = actions.querySelector('.fab-draft') ?? actions.appendChild(document.createElement('span'));
  line.className = 'fab-draft';
  return line;
}

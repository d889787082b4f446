// A draft of a form's answers lies on the server, for the person who typed it and for nobody else. Only while the
// server cannot take it, because the session or the network has ended, this window keeps it for the same person.
// Windows that do not know of each other have drafts of their own: none writes over another's.

const base = document.querySelector('base');
const appRoot = base.getAttribute('app-root');
const api = appRoot.slice(0, appRoot.lastIndexOf('/')) + '/api/tasks/';
const engineApi = base.getAttribute('engine-api') + 'engine/default/task/';

const vendorKey = 'camunda-form:'; // where Camunda itself puts a saved form: the next person here could read it
const waitingKey = 'fabrique-drafts';
const chosenKey = 'fabrique-chosen-draft';
const thisWindow = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
const mostInLastCall = 60_000; // browsers let no more than this outlive a page

const address = (task) => api + encodeURIComponent(task);

let person;
const bases = new Map(); // by task, the draft that this window goes on from
const elsewhere = new Map(); // by task, the drafts that other windows have kept
const over = new Map(); // by task that is over, what the server says of words typed since: {said, answers}
const completed = new Set();
const shown = new Set();

/** Whose drafts these are. What somebody else has left in this window goes. */
export function draftsOf(name) {
  person = name;
  localStorage.removeItem('fabrique-draft-dates');
  takeOut();
  setWaiting(waiting());
  sendWaiting();
}

/** Whatever has become of their tasks: the server knows where they belong. */
function sendWaiting() {
  for (const [task, unsent] of Object.entries(waiting())) send(task, unsent);
}

window.addEventListener('online', sendWaiting);

function waiting() {
  const kept = JSON.parse(sessionStorage.getItem(waitingKey) ?? 'null');
  return kept?.person === person ? kept.drafts : {};
}

function setWaiting(drafts) {
  if (Object.keys(drafts).length) sessionStorage.setItem(waitingKey, JSON.stringify({person, drafts}));
  else sessionStorage.removeItem(waitingKey);
}

function takeOut() {
  const found = {};
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(vendorKey)) continue;
    const task = key.slice(vendorKey.length);
    const {window: from, version} = bases.get(task) ?? {};
    found[task] = {answers: localStorage.getItem(key), window: thisWindow, base: from && {window: from, version}};
    localStorage.removeItem(key);
  }
  return found;
}

/** The session has ended, and Camunda has saved the open form: it waits here for the same person. */
export function setDraftsAside() {
  setWaiting({...waiting(), ...takeOut()});
}

/** Keeps what Camunda has just saved; answers whether the server has it. */
export async function keepDraft(task) {
  setDraftsAside();
  const unsent = waiting()[task];
  return !unsent || send(task, unsent);
}

async function send(task, {answers, window, base}) {
  let kept = false;
  try {
    const from = base ? '?' + new URLSearchParams({from: base.window, version: base.version}) : '';
    const answer = await fetch(address(task) + '/drafts/' + window + from, {
      method: 'PUT',
      headers: {'Content-Type': 'application/json'},
      body: answers,
      keepalive: answers.length < mostInLastCall
    });
    kept = answer.ok;
    if (kept) {
      const {version, others} = await answer.json();
      goOnFrom(task, {window, version, answers: JSON.parse(answers)}, others);
    } else if (answer.status === 409) {
      over.set(task, {said: (await answer.json()).detail, answers: JSON.parse(answers)});
      kept = true;
    }
  } catch {
    // the window keeps it
  }
  if ((kept && waiting()[task]?.answers === answers) || completed.has(task)) forgetDraft(task);
  return kept;
}

/** What is to be said to who types on when the task is over; nothing while it is not. */
export const saidOfOver = (task) => over.get(task)?.said;

/** Sends what was typed when the task is over, as its button would; answers what the server says. */
export async function sendLate(task) {
  const variables = Object.fromEntries(Object.entries(over.get(task).answers)
    .filter(([, value]) => value === null || typeof value !== 'object')
    .map(([key, value]) => [key, {value}]));
  const answer = await fetch(engineApi + task + '/submit-form', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': cookie('XSRF-TOKEN')},
    body: JSON.stringify({variables})
  });
  return (await answer.json()).message;
}

const cookie = (name) => document.cookie.split('; ').find((one) => one.startsWith(name + '='))?.slice(name.length + 1);

function goOnFrom(task, draft, others) {
  bases.set(task, draft);
  elsewhere.set(task, others);
}

function forgetDraft(task) {
  const {[task]: gone, ...others} = waiting();
  setWaiting(others);
}

/** The server has forgotten its own already. */
export function taskIsCompleted(task) {
  completed.add(task);
  forgetDraft(task);
}

/** OWN, OFFERED or NEITHER. */
export async function standingOf(task) {
  try {
    const answer = await fetch(address(task) + '/standing');
    return answer.ok ? (await answer.json()).standing : 'NEITHER';
  } catch {
    return 'NEITHER';
  }
}

/** The variables that a form shows, with what was typed before in the place of what it asks for. */
export async function withDraft(task, variables) {
  const [values, draft] = await Promise.all([variables, draftOf(task)]);
  if (Object.values(draft).some(isSomething)) shown.add(task);
  else shown.delete(task);
  for (const [key, value] of Object.entries(draft)) {
    const nested = value !== null && typeof value === 'object';
    values[key] = nested ? {type: 'Json', value: JSON.stringify(value)} : {value};
  }
  return values;
}

/** Whether the form that was opened last for the task began with what had been typed before. */
export const beganWithDraft = (task) => shown.has(task);

/** A draft of another window that says something which this window's does not: {window, savedAt}, or nothing. */
export async function otherDraft(task) {
  const drafts = elsewhere.get(task) ?? [];
  if (!drafts.length) return undefined;
  const asked = await questionsOf(task);
  const here = bases.get(task).answers;
  return drafts.find(({answers}) => Object.entries(answers).some(([key, value]) =>
    asked.has(key) && isSomething(value) && JSON.stringify(value) !== JSON.stringify(here[key])));
}

/** Opens the task's form with that draft; the one shown now stays kept. */
export function openDraft(task, {window: other}) {
  sessionStorage.setItem(chosenKey, JSON.stringify({task, window: other}));
  window.location.reload();
}

async function draftOf(task) {
  try {
    const draft = await stored(task);
    if (!draft) return {};
    const asked = await questionsOf(task);
    return Object.fromEntries(Object.entries(draft).filter(([key]) => asked.has(key)));
  } catch {
    return {};
  }
}

async function stored(task) {
  if ((await standingOf(task)) !== 'OWN') return null;
  const unsent = waiting()[task];
  if (unsent) {
    await send(task, unsent);
    return JSON.parse(unsent.answers);
  }
  const drafts = await (await fetch(address(task) + '/drafts')).json();
  const chosen = JSON.parse(sessionStorage.getItem(chosenKey) ?? 'null');
  sessionStorage.removeItem(chosenKey);
  const draft = drafts.find((one) => chosen?.task === task && chosen.window === one.window) ?? drafts[0];
  if (!draft) return null;
  goOnFrom(task, draft, drafts.filter((one) => one !== draft));
  return draft.answers;
}

async function questionsOf(task) {
  const form = await (await fetch(engineApi + task + '/deployed-form')).json();
  return questions(form.components);
}

const isSomething = (value) => value || value === 0;

// what a form only shows is told anew each time, never from a draft
function questions(components = []) {
  return new Set(components.flatMap((one) => [
    ...(one.key && !one.readonly && !one.disabled ? [one.key] : []),
    ...questions(one.components)
  ]));
}

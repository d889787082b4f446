// A draft of a form's answers lies on the server, for the person who typed it and for nobody else. Only while the
// server cannot take it, because the session or the network has ended, this window keeps it for the same person.

const base = document.querySelector('base');
const appRoot = base.getAttribute('app-root');
const api = appRoot.slice(0, appRoot.lastIndexOf('/')) + '/api/tasks/';
const engineApi = base.getAttribute('engine-api') + 'engine/default/task/';

const vendorKey = 'camunda-form:'; // where Camunda itself puts a saved form: the next person here could read it
const waitingKey = 'fabrique-drafts';
const mostInLastCall = 60_000; // browsers let no more than this outlive a page

const address = (task) => api + encodeURIComponent(task);

let person;
const completed = new Set();
const shown = new Set();

/** Whose drafts these are. What somebody else has left in this window goes. */
export function draftsOf(name) {
  person = name;
  localStorage.removeItem('fabrique-draft-dates');
  takeOut();
  setWaiting(waiting());
}

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
    found[key.slice(vendorKey.length)] = localStorage.getItem(key);
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
  const answers = waiting()[task];
  return !answers || send(task, answers);
}

async function send(task, answers) {
  let kept = false;
  try {
    const answer = await fetch(address(task) + '/draft', {
      method: 'PUT',
      headers: {'Content-Type': 'application/json'},
      body: answers,
      keepalive: answers.length < mostInLastCall
    });
    kept = answer.ok;
  } catch {
    // the window keeps it
  }
  if ((kept && waiting()[task] === answers) || completed.has(task)) forgetDraft(task);
  return kept;
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
  if (Object.values(draft).some((value) => value || value === 0)) shown.add(task);
  else shown.delete(task);
  for (const [key, value] of Object.entries(draft)) {
    const nested = value !== null && typeof value === 'object';
    values[key] = nested ? {type: 'Json', value: JSON.stringify(value)} : {value};
  }
  return values;
}

/** Whether the form that was opened last for the task began with what had been typed before. */
export const beganWithDraft = (task) => shown.has(task);

async function draftOf(task) {
  try {
    const draft = await stored(task);
    if (!draft) return {};
    const form = await (await fetch(engineApi + task + '/deployed-form')).json();
    const asked = questions(form.components);
    return Object.fromEntries(Object.entries(draft).filter(([key]) => asked.has(key)));
  } catch {
    return {};
  }
}

async function stored(task) {
  if ((await standingOf(task)) !== 'OWN') return null;
  const unsent = waiting()[task];
  if (unsent) {
    send(task, unsent);
    return JSON.parse(unsent);
  }
  const answer = await fetch(address(task) + '/draft');
  return answer.status === 200 ? answer.json() : null;
}

// what a form only shows is told anew each time, never from a draft
function questions(components = []) {
  return new Set(components.flatMap((one) => [
    ...(one.key && !one.readonly && !one.disabled ? [one.key] : []),
    ...questions(one.components)
  ]));
}

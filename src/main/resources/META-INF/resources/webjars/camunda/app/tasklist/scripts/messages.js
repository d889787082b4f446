import {say} from '../../fabrique/language.js';

// Words that people read in place of the engine's own.

/** In place of Camunda's English labels; the French ones are in locales/fr.json. */
export const english = {
  NO_MATCHING_TASK: 'No task waits here. Look at the other lists above, or clear the search.',
  SELECT_TASK_IN_LIST: 'Choose a task in the list.',
  CLAIM_ERROR: 'You could not take this task',
  TASK_NOT_EXIST: 'This task is done already, or it is not yours to see',
  COMPLETE_ERROR: 'Your answers could not be sent'
};

const notYours = say({en: 'It is not yours to do.', fr: 'Elle ne vous revient pas.'});

const sentences = [
  [/No matching task|task is null/, ''],
  [/does not have one of the following permissions|This is not yours to do/, notYours],
  [/already claimed by someone else|Somebody else has taken this task/, say({
    en: 'Somebody else has taken it.',
    fr: 'Quelqu’un d’autre l’a prise.'
  })],
  [/ENGINE-|ENGINE_|org\.camunda|Exception|permission/, say({
    en: 'Try again in a moment; if it stays so, tell an administrator.',
    fr: 'Réessayez dans un instant ; si cela persiste, prévenez un administrateur.'
  })]
];

/** What a message of the engine means to a person; anything else stays as it is. */
export function inPlainWords(message = '') {
  const known = sentences.find(([pattern]) => pattern.test(message));
  return known ? known[1] : message;
}

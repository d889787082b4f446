// A task's address stands behind the "#", which no server ever sees: it goes along through the sign-in.
const form = document.querySelector('form');
form.action += location.hash;

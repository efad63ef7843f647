// Run inside the window as the body of a function: tries what the page's policy forbids, and tells
// which of it was stopped by the directive that is there to stop it.
const [elsewhere] = arguments;

/** How long a violation may take to be reported. */
const PATIENCE_MS = 1_000;

/** Whether `directive` stops what `attempt` does. */
function isStopped(directive, attempt) {
  const stopped = new Promise((resolve) => {
    const heard = (event) => event.effectiveDirective === directive && finish(true);
    const timer = setTimeout(() => finish(false), PATIENCE_MS);
    const finish = (verdict) => {
      document.removeEventListener('securitypolicyviolation', heard);
      clearTimeout(timer);
      resolve(verdict);
    };
    document.addEventListener('securitypolicyviolation', heard);
  });
  attempt();
  return stopped;
}

function add(tag, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

function inlineScript() {
  const script = document.createElement('script');
  script.textContent = 'window.intruded = true';
  document.body.append(script);
}

function textAsScript() {
  try {
    new Function('window.intruded = true')();
  } catch {
    // As it should be.
  }
}

function socket() {
  try {
    new WebSocket(elsewhere.replace('http', 'ws'));
  } catch {
    // As it should be.
  }
}

return {
  // The way to the app itself: were it stopped, every call would fall back to a slower one.
  'our own calls': await isStopped(
    'connect-src',
    () => void fetch('ipc://localhost/').catch(() => {}),
  ),
  'an inline script': await isStopped('script-src-elem', inlineScript),
  'a handler': await isStopped('script-src-attr', () =>
    add('button', { onclick: 'window.intruded = true' }).click(),
  ),
  'text as script': await isStopped('script-src', textAsScript),
  'an inline style': await isStopped('style-src-attr', () => add('p', { style: 'color: red' })),
  'a request': await isStopped('connect-src', () => void fetch(elsewhere).catch(() => {})),
  'a socket': await isStopped('connect-src', socket),
  'an image': await isStopped('img-src', () => add('img', { src: elsewhere })),
  'a frame': await isStopped('frame-src', () => add('iframe', { src: elsewhere })),
  'a form': await isStopped('form-action', () =>
    add('form', { action: elsewhere, method: 'post' }).submit(),
  ),
  'none of our scripts ran': window.intruded === undefined,
};

/** What draws formulas: a script and a style sheet of their own, loaded when the first is shown. */

// As the page begins; later nobody knows which script was first.
const ownScript = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

type Formulas = typeof import('./formulas/main.ts');

let loading: Promise<Formulas> | undefined;

export function loadFormulas(): Promise<Formulas> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Formulas> {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL('reproductionFormulas.css', ownScript).href;
  document.head.append(style);
  return await import(new URL('reproductionFormulas.js', ownScript).href);
}

/** The webview's side of the line to the extension host. What arrives was built by the host, so its types are trusted here. */

import type { HostLine } from './line.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export function openHostLine<In extends { readonly type: string }, Out>(): HostLine<In, Out> {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isMessage<In>(event.data)) listener(event.data);
      });
    },
    savedState: () => api.getState() ?? firstState(),
    saveState: (state) => api.setState(state),
  };
}

/** What the host began this page with. */
function firstState(): unknown {
  const state = document.getElementById('root')?.dataset['state'];
  return state === undefined ? undefined : JSON.parse(state);
}

function isMessage<In extends { readonly type: string }>(data: unknown): data is In {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}

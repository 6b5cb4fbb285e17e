/** What a view's model needs of its page, without the page: tests give it another one. */
export interface HostLine<In, Out> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  /** Whatever was saved last; unknown, since an older version of this view may have written it. */
  savedState(): unknown;
  saveState(state: unknown): void;
}

/** When the work on what arrived is done: once per frame in a browser, at once in a test. */
export type Schedule = (work: () => void) => void;

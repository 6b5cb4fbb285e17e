const loneSurrogate = /\p{Surrogate}/u;
const loneSurrogates = /\p{Surrogate}/gu;

/** Text without halves of surrogate pairs: they cannot be written as UTF-8, and services answer 400 to them. */
export function withoutLoneSurrogates(text: string): string {
  return loneSurrogate.test(text) ? text.replace(loneSurrogates, '') : text;
}

/** Joins a character whose two halves arrive in two deltas; a half that stays alone is dropped. */
export class DeltaJoiner {
  #held = '';

  /** What can be shown now. */
  push(delta: string): string {
    const text = this.#held === '' ? delta : this.#held + delta;
    this.#held = '';
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.#held = text.slice(-1);
      return withoutLoneSurrogates(text.slice(0, -1));
    }
    return withoutLoneSurrogates(text);
  }
}

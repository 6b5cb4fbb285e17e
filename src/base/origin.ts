/** Where text comes from that nobody here has written: it never widens what is allowed, and reaches the model marked. */
export interface Origin {
  readonly kind: 'log' | 'paper' | 'web' | 'dataset' | 'card' | 'mcp' | 'file' | 'command' | 'research' | 'model';
  /** Which one: a run’s id, an address, a path, `server/tool`, a model and what it looked at. */
  readonly name: string;
}

/** Something in such a text that a person looking at it would not see. */
export interface HiddenText {
  readonly kind: 'invisible' | 'comment' | 'white' | 'tiny' | 'off-page' | 'attribute';
  /** What it says, made visible and cut to a line. */
  readonly excerpt: string;
}

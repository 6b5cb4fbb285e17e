import { batch, signal } from '@preact/signals';
import type { MentionChip } from '../../src/protocol/chat.ts';
import { withoutMention } from './mentionToken.ts';

/** A message that is being written: its text and what is attached to it. */
export class Draft {
  readonly text = signal('');
  readonly mentions = signal<readonly MentionChip[]>([]);
  /** Rises when something else than the person's keys changed the text: the caret goes to its end. */
  readonly composed = signal(0);

  constructor(text = '', mentions: readonly MentionChip[] = []) {
    this.text.value = text;
    this.mentions.value = mentions;
  }

  attach(chip: MentionChip): void {
    if (this.mentions.value.some((known) => isSameMention(known, chip))) return;
    this.mentions.value = [...this.mentions.value, chip];
  }

  /** A picture in place of the file that it is. */
  attachPicture(chip: MentionChip): void {
    batch(() => {
      this.mentions.value = this.mentions.value.filter(({ kind, path }) => kind !== 'file' || path !== chip.path);
      this.attach(chip);
    });
  }

  detach(chip: MentionChip): void {
    batch(() => {
      this.mentions.value = this.mentions.value.filter((known) => known !== chip);
      this.text.value = withoutMention(this.text.value, chip.label);
    });
  }

  /** Adds to what is being written; never replaces it. */
  add(text: string, mentions: readonly MentionChip[]): void {
    batch(() => {
      for (const chip of mentions) this.attach(chip);
      if (text === '') return;
      const written = this.text.value;
      const gap = written === '' || /\s$/.test(written) ? '' : '\n\n';
      this.put(written + gap + text);
    });
  }

  /** Another text in place of this one. */
  put(text: string): void {
    batch(() => {
      this.text.value = text;
      this.composed.value++;
    });
  }

  /** A picture says something by itself; a file does not. */
  get isEmpty(): boolean {
    return this.text.value.trim() === '' && !this.mentions.value.some(({ kind }) => kind === 'picture');
  }

  /** What is sent; undefined when there is nothing to send. */
  get message(): { readonly text: string; readonly mentions: readonly MentionChip[] } | undefined {
    const text = this.text.value.trim();
    return this.isEmpty ? undefined : { text, mentions: this.mentions.value };
  }

  clear(): void {
    batch(() => {
      this.text.value = '';
      this.mentions.value = [];
    });
  }
}

export function isSameMention(a: MentionChip, b: MentionChip): boolean {
  return (
    a.kind === b.kind &&
    a.path === b.path &&
    a.firstLine === b.firstLine &&
    a.lastLine === b.lastLine &&
    a.text === b.text &&
    a.picture?.blob === b.picture?.blob
  );
}

import { splitCard } from '../hub/cards.ts';
import { flatYaml } from '../runs/files/flatYaml.ts';

/** A Markdown file with settings in YAML before its text, between lines of three hyphens. */
export interface FrontMatter {
  /** Fields that hold one word, number or text; others are left out. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

export function readFrontMatter(text: string): FrontMatter {
  const { frontMatter, body } = splitCard(text.replace(/^\u{feff}/u, ''));
  return { fields: flatYaml(frontMatter), body };
}

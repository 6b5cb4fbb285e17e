/** What comments in a file of settings say besides: `lr = 3e-4  # Adam, goes linearly to 0`. */

export interface CodeComment {
  /** What it stands behind on its line, without punctuation of code. Absent: it has a line of its own. */
  readonly beside?: { readonly key: string; readonly value: string };
  readonly text: string;
  /** As the paper has it. */
  readonly written: string;
}

const behindCode = /^\s*["']?([A-Za-z_][\w./-]*)["']?\s*(?::|=|\s{2,})\s*(\S.*?)[\s,;]*?\s(?:#|\/\/|;|%)+\s*(\p{L}.*|[[({×<>±\d].*)$/u;
const alone = /^\s*(?:#|\/\/|;|%)+\s*(\p{L}.*)$/u;
/** Code that was left out, a rule between parts, a heading of one word. */
const isCode = /^[\w.-]+ ?(?:=|:\s*\S|\()|^\S+$/;
/** Of what was tried, or of others: `was 1e-3`, `1e-2 diverges`, `0.0 -> it never stops`, `0.98 in the paper`. */
const isOfOthers =
  /\b(?:was|were|used to|instead|rather|tried|try|not|never|no (?:gain|difference)|too|worse|better|diverge[sd]?|unstable|fails?|failed|paper|original|upstream|old|previously|before|also|same as|see|would|could|todo|fixme|xxx)\b|^[\d.e-]+ ?(?:->|→|=>|:)/i;

export function commentsIn(text: string): readonly CodeComment[] {
  if (!/[#;%]|\/\//.test(text)) return [];
  return text.split('\n').flatMap((line): CodeComment[] => {
    const match = behindCode.exec(line);
    const [, key = '', value = '', beside = ''] = match ?? [];
    const own = match === null ? (alone.exec(line)?.[1] ?? '') : beside;
    const said = own.trim();
    if (said === '' || isOfOthers.test(said) || (match === null && isCode.test(said))) return [];
    return [{ ...(match === null ? {} : { beside: { key, value: value.replaceAll(/["']/g, '') } }), text: said, written: line.trim() }];
  });
}

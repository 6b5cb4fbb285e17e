import { findNameRule, type NameRule, protectedNames, secretNames } from './names.ts';

/** Does a word, or what stands behind its `=` or `:`, name something protected or secret? */
export function namesGuarded(text: string): boolean {
  return ruleAbout(text, [...secretNames, ...protectedNames]) !== undefined;
}

/**
 * The first word of a command line that names something protected or secret, in whatever spelling quotes allow, also where the line cannot
 * be read. A program that lies in a protected folder is started, not changed: `.venv/bin/python` is no such word.
 */
export function findGuardedWord(command: string): { readonly word: string; readonly rule: NameRule } | undefined {
  for (const part of command.replace(/["'\\]/g, '').split(/[;&|\n()`]+/)) {
    const words = part.split(/[\s<>]+/).filter((word) => word !== '');
    const program = words.findIndex((word) => !/^\w+=/.test(word));
    for (const [index, word] of words.entries()) {
      const isStarted = index === program || (index === program + 1 && /^(source|\.)$/.test(words[program] ?? ''));
      const rule = ruleAbout(word, isStarted ? secretNames : [...secretNames, ...protectedNames]);
      if (rule !== undefined) return { word, rule };
    }
  }
  return undefined;
}

function ruleAbout(text: string, rules: readonly NameRule[]): NameRule | undefined {
  for (const part of text.split(/[=:,]/)) {
    const rule = findNameRule(
      rules,
      part.split(/[\\/]+/).filter((segment) => segment !== ''),
    );
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/** What a paper's letters stand for among settings: `a temperature $\tau$`, `$\lambda$ is the weight of …`, the labels of its tables. */
import type { Paper } from '../document.ts';
import { settingOf } from './bound.ts';
import { caseCodesIn } from './caseCodes.ts';
import { deviationsIn } from './draws.ts';
import type { Held } from './formulaForms.ts';
import { subscriptedIn } from './formulas/subscripts.ts';
import { linear } from './linear.ts';
import { greek, mathAsText } from './mathText.ts';
import { allNames, type Letters, mentionsIn } from './mentions.ts';
import type { SettingName } from './names.ts';
import type { Passages } from './passages.ts';
import { remembered } from './remembered.ts';
import { standIns } from './standIns.ts';
import { usualLetters } from './usualLetters.ts';

const letter = String.raw`((?:[α-ωℓ](?:_?\w{1,8})?|\b[A-Za-zΓ-Ω](?:_\w{1,8}|\d)?))(?![\w^])`;
const someLetter = /[α-ωℓ]|(?:^|[^\p{L}'])[B-Zb-z](?:_\w|\d)?(?![\p{L}'])/u;
const behindName = new RegExp(
  String.raw`^\s*(?:\(|,)?\s*(?:of |is |called |denoted (?:by )?|written |we set |set to |to |at )?${letter}(?=\s*(?:$|[=,.;:)≈∈<>≤≥]|is\b|was\b|and\b|to\b|for\b|with\b|∈|of\b|in\b|we\b|that\b|controls|trades|on\b))`,
  'u',
);
/** `let m = 72 be the width`, `B for the batch size`, `T = 7000 the number of iterations`. */
const beforeName = new RegExp(
  String.raw`${letter}(?:(?: ?= ?[\d.,e-]+)?\s+(?:is(?! not)|denotes|be|denote|as|for(?= the )|controls|gives|stands for|means)\s+(?:called\s+)?(?:the |a |an |our |their |its )?|,?\s+(?:the|their|its) |(?: ?= ?[\d.,e-]+)?,?\s+the (?=number of ))(?:\w+ ){0,2}$`,
  'u',
);
/** `η for the step size, B for the batch size`: the name of the letter comes. */
const isNamedBehind = /^\s*(?:,|and|, and)\s*\S{1,8} for the /;

/** `its largest eigenvalue λ_1`: what is worked out is not set. */
function isMeasured(name: string, texts: readonly string[]): boolean {
  const escaped = name.replaceAll('_', '_?');
  const quantity = '(?:eigenvalues?|singular values?|curvature|sharpness|spectral norm|wavelengths?|mean free path)';
  const pattern = new RegExp(
    `\\b${quantity}(?: (?:is|are|of [^.;,]{1,24}))?,? ${escaped}(?![\\p{L}\\d])|${escaped} (?:is|denotes|be|for) (?:the |an? |its )?(?:[\\p{Ll}-]+ ){0,2}${quantity}`,
    'iu',
  );
  return texts.some((text) => pattern.test(text));
}

/** `λj` are eigenvalues, one for each: no setting has an index that runs. */
function isIndexed(name: string, text: string): boolean {
  return name.length === 1 && new RegExp(`(?<![\\p{L}\\d])${name}[ijk](?![\\p{L}\\d])`, 'u').test(text);
}

/** `\\hat T`: what is fitted is not set. */
function isEstimated(name: string, tex: string): boolean {
  const own = Object.entries(greek).find(([, sign]) => sign === name)?.[0];
  const pattern = new RegExp(String.raw`\\(?:wide)?hat\s*\{?\s*${own === undefined ? name : `\\\\${own}(?![a-z])`}`);
  return pattern.test(tex);
}

/** What weighs a loss, or counts: words say it more exactly. */
const isVague = /^(?:loss weight|hidden units|batch size|training steps|epochs)$/;

/** `formulas`: what they do with a letter says more surely what it is than the words beside it. */
export function lettersOf(paper: Paper, passages: Passages, formulas: readonly { readonly held: readonly Held[] }[]): Letters {
  const { sentences } = passages;
  const found = new Map<string, SettingName>();
  const clashing = new Set<string>();
  const codes = caseCodesIn(passages.tables);
  const isGreedy = sentences.some(({ line }) => /greed/i.test(line.text));
  const add = (name: string | undefined, setting: SettingName): void => {
    // These have one meaning everywhere but in diffusion, which says so with a schedule.
    if (
      name === undefined ||
      // Beside a greedy agent the optimizer's constant has the letter as well: what is tiny is told from what is not.
      (name === 'ε' && isGreedy) ||
      /^β[12]$/.test(name) ||
      codes.has(name) ||
      /^(?:a|I|A|is|of|to|in|we|We|s|on|as|at|it|by|or|an|be|no|if|for|the|and|set)$/.test(name)
    )
      return;
    const before = found.get(name);
    if (before !== undefined && before !== setting) clashing.add(name);
    else found.set(name, setting);
  };
  const texts = sentences.map(({ line }) => line.text);
  for (const node of paper.nodes)
    if (node.kind === 'table') for (const row of node.rows) for (const cell of row) texts.push(linear(cell.content).text);
  for (const text of texts.filter((each) => someLetter.test(each)))
    for (const { setting, start, end } of mentionsIn(text, new Map())) {
      const rest = text.slice(end);
      // `one hidden layer of m = 512 units`.
      const isWidth = setting.name === 'layers' && /^ of \S{1,6} ?= ?[\d,]+ (?:[\p{Ll}-]+ )?(?:units|neurons|nodes)\b/u.test(rest);
      const width = isWidth ? allNames.find(({ name }) => name === 'hidden units') : undefined;
      // `In all runs L = 3`.
      // `m = 128 units, η = 0.1`: that has its number already.
      const isGiven = /^,/.test(rest) && /\d (?:[\p{L}-]+ )?$/u.test(text.slice(0, start));
      if (!isGiven && (setting.name !== 'seeds' || !/^ \S{1,3} ?[=∈]/.test(rest)) && !isNamedBehind.test(rest))
        add(behindName.exec(rest)?.[1], width ?? setting);
      add(beforeName.exec(text.slice(Math.max(0, start - 60), start))?.[1], setting);
    }
  for (const name of clashing) found.delete(name);
  for (const [name, setting] of standIns(passages, (own) => found.has(own) || clashing.has(own))) found.set(name, setting);
  const tex = formulas.length === 0 ? '' : JSON.stringify(paper.nodes);
  // Many formulas have the same letters.
  const isFitted = remembered((own) => isEstimated(own, tex));
  for (const { held } of formulas)
    for (const { name, letter: own } of held) {
      const setting = own === undefined || isFitted(own) ? undefined : allNames.find((each) => each.name === name);
      if (own !== undefined && setting !== undefined && !(isVague.test(name) && found.has(own))) found.set(own, setting);
    }
  // `a problem with K classes becomes …; Covertype (K = 7)`.
  const classes = allNames.find(({ name }) => name === 'classes');
  for (const text of texts)
    for (const [, name] of text.matchAll(/(?<![=<>≤≥] ?)\b([CK]) (?:[\p{Ll}-]+ )?classes\b/gu))
      if (classes !== undefined && name !== undefined && !found.has(name) && !clashing.has(name)) found.set(name, classes);
  const settings = new Map(allNames.map((setting) => [setting.name, setting]));
  for (const text of texts)
    for (const [name, meant] of [...subscriptedIn(text), ...deviationsIn(text)]) {
      if (!found.has(name)) found.set(name, settingOf(meant));
    }
  // `η_G`, `λ_adv`: a letter of a part means what the letter means.
  for (const text of texts)
    for (const [name, base = '', sub = ''] of text.matchAll(/(?<![\p{L}\d_])([ηλ])(_[\p{L}\d]{1,12}|\p{L}{1,12}|[0-4])(?![\p{L}\d_])/gu)) {
      const meant =
        base === 'λ'
          ? /^_?gae$/i.test(sub)
            ? 'gae lambda'
            : 'loss weight'
          : /min|end|final/.test(sub)
            ? 'final learning rate'
            : 'learning rate';
      const setting = allNames.find((each) => each.name === meant);
      if (setting !== undefined && !found.has(name) && !isMeasured(name, texts)) found.set(name, setting);
    }
  const epsilon = allNames.find((each) => each.name === 'epsilon');
  for (const text of texts)
    for (const [name] of text.matchAll(/(?<![\p{L}\d_])ε_(?:adamw?|opt\w*)(?![\p{L}\d_])/giu))
      if (epsilon !== undefined) add(name, epsilon);
  const equations = paper.nodes.flatMap((node) => (node.kind === 'equation' && node.tex !== null ? [mathAsText(node.tex)] : []));
  const text = [...texts, ...equations].join(' ');
  const isLettered = (setting: string): boolean => [...found.values()].some(({ name }) => name === setting);
  const usual = usualLetters.filter(
    ({ letter: name, setting, when }) =>
      !found.has(name) &&
      !isIndexed(name, text) &&
      (when === undefined || when.test(text)) &&
      // `the distillation weight α`: then λ weighs something else.
      !(setting === 'distillation weight' && isLettered(setting)),
  );
  for (const { letter: name, setting } of usual) {
    const meant = settings.get(setting);
    if (meant !== undefined && !found.has(name)) found.set(name, meant);
  }
  return found;
}

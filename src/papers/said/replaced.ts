/** A value that a sentence gives up for another one: `We began with a rate of 0.01, which explodes, and settled for 0.002`. */
import type { Bound } from './bound.ts';
import { isValue } from './implausible.ts';
import { type Amount, alone, type Quantity, amounts as readAmounts } from './numbers.ts';
import { withoutPoints } from './whose.ts';

/** What was there before. */
const first =
  /\b(?:(?:we|I) (?:had )?(?:beg[au]n|start(?:ed)?|tr(?:y|ied)|wanted|planned|intended|meant|hoped|had)|at first|at the (?:start|beginning|outset)|in the beginning|to begin with|initially|originally|formerly|earlier|previously|before that|(?:first|initial|original|early|earlier|previous|naive|old|usual|default) (?:choices?|attempts?|ideas?|guess|plans?|setting|value|version|runs?|drafts?|tr(?:y|ies))|tempt(?:ing|ed)|in mind|used to|would have|had been|out of habit|by habit|once (?:had|used|took)|(?:was|were) (?:first|planned|intended|meant|foreseen)|(?:seem|look|appear)(?:ed|s)|felt|expected|thought|suggested|rather than|instead of)\b/i;
/** What became of it. */
const fails =
  /\b(?:explo\w+|diverg\w+|over-?fit\w*|under-?fit\w*|memori[sz]\w+|too (?:large|small|much|little|high|low|long|short|slow|many|few|strong|weak|bold|timid|aggressive|cautious|coarse|fine|wide|narrow|deep|shallow|big|hot|cold|greedy|optimistic|noisy|expensive|costly|generous)|(?:did|does|do|was|were|is|could|would|had) not|(?:did|does|do|was|were|is|could|would|had)n['’]t|cannot|never|instab\w+|unstable|harm\w+|hurts?|learn(?:ed|t|s) (?:nothing|little|hardly)|nothing|useless|hopeless|disast\w+|worse|oscillat\w+|collaps\w+|ran out|out of memory|nans?|fail\w*|broke|breaks|blew up|blows up|unnecessary|wasteful|excessive|insufficient|crawl\w*|stuck|spoil\w*|ruin\w*|suffer\w*|vanish\w*|destroy\w*|noisy|impatien\w+|regret\w*|mistake|wrong|hardly|scarcely|barely|trouble|no better|in vain|(?:was|were) lost|otherwise|still (?:fall|ris|improv|go|mov|sink|climb|learn)\w+|natural|tempting)\b/i;
/** Only where nothing is said of when: `we lowered it to 0.01 after 50 epochs` is a schedule. */
const inCourse = /\b(?:after|once|when|whenever|every|each|until|later|epochs?|steps?|iterations?|gradually|slowly|linearly|towards?)\b/i;
const hedge = String.raw`(?:(?:about|only|just|simply|plain|mere|a|an|the|one|value|rate|setting|size|of|in|out|with) )*`;
const so = '(?:then |now |finally |therefore |thus |hence |so |in the end |eventually |later |instead |thereafter |from then on )*';
const settles = new RegExp(
  String.raw`\b(?:(?:settl(?:e|ed|ing|es) ${so}(?:for|on|upon|at|with|down at)|(?:stay(?:ed)?|stuck|made do|contented? (?:ourselves|myself)|content) ${so}(?:with|at|by)|(?:end(?:ed)?|finished|wound) up ${so}(?:with|at|using)|(?:came|come|went|go|gone|fell|fallen|moved|switch(?:ed)?|chang(?:ed|e)|turn(?:ed)?|return(?:ed)?|reverted|retreated|dropped|got|resorted|passed) (?:down|up|back|over|on)? ?to|(?:we|and|I|then|therefore|finally|end|instead|so) ${so}(?:kept|keep|took|take|use|used|chose|choose|picked|adopted|adopt|stopped (?:at|after)|train(?:ed)? (?:with|at|for)|set it (?:to|at)|decided (?:for|on))|(?:let (?:it|them|us)|it) (?:run|train|go(?: on)?) for|(?:we|I|it|they|there) now (?:have|has|use|uses|take|takes|is|are)|(?:those|the ones|the runs|the networks) (?:reported|shown|kept|here|below|that follow) (?:here |below )?(?:have|has|had|use|uses|used)|(?:replaced|exchanged|swapped) (?:it|this|that|them)?(?:by|with|for)|(?:all|what|everything|the (?:rest|runs|results|numbers)) (?:that |which |reported )?(?:follows?|below|here|below|in (?:the|this|our) \w+|reported)? ?(?:uses?|used|has|have|is with|are with)|in the end|the final (?:value|choice|one) (?:is|was)|(?:our|the) (?:choice|value) (?:is|was) ${so}|(?:which|that|this) is why (?:we (?:have|use|take|set it to|chose)|it (?:is|was|became)|there (?:is|are|were)|(?:they|these|all) (?:are|have))|(?:and|so) (?:so |hence |therefore |thus |now )?(?:it|this|they|there) (?:became|becomes|is|are|was|were|grew to|shrank to))) ${hedge}$`,
  'i',
);
/** Needs something that failed. */
const alters = new RegExp(
  String.raw`\b(?:(?:rais|lower|reduc|increas|decreas|shorten|shrink|shrunk|enlarg|widen|narrow|lengthen|doubl|halv)\w*|brought|cut|set|put|made) (?:it|this|them|that|these|the value)? ?(?:down |up |back )?(?:to|at) ${hedge}$`,
  'i',
);
/** `which is why it is 0.9 here`: what has another value before it has lost that. */
const isReason = /\b(?:which|that|this) is why\b[^.;]*$/;
/** `We do not use 12 layers as others do, but 4`. */
const denies = new RegExp(String.raw`,? but (?:rather |instead )?(?:with |for |at )?${hedge}$`);
const isDenied = /\b(?:not|never|no longer|neither)\b[^,;:]{0,40}$/;
/** Opens a clause in which the number proves to be good. */
const opens = /(?:^|[,;:])\s*(?:but |and |so |that |hence |whereas |while |with |at |using |for )*(?:[\p{L}-]+ (?:at|of|with|to) )?$/u;
const proves =
  /^ (?:it (?:is|was|became|had to be)\b|now\b|(?:(?:epochs|steps|layers|units|heads|images|tokens) )?(?:are|were|was|is) (?:needed|necessary|required)\b|(?:(?:epochs|steps|layers|units|heads|images|tokens) )?(?:(?:is|are|was|were|proved|turned out|seems?|seemed)(?: to be)? (?:quite |perfectly |just |well |always |already )?(?:enough|safe|sufficient|fine|stable|plenty|ample|right|harmless|what we|what is|taken|used|kept|chosen|adopted|better|the best|best|good|reliable)|(?:did|does|do|sufficed?|suffices|works?|worked|behaved?|behaves|held|holds|trains?|trained|learns?|learned|converge[sd]?|serves?|served)(?= (?:well|just|fine|nicely|without|not|better|smoothly|the|as|and)\b|[.,;]|$)))/;
const isAlone =
  /^(?: (?:epochs|steps|updates|layers|units|neurons|heads|channels|images|examples|tokens|pixels))?\s*(?:[.,;:)]|$|(?:and|but|for|in|on|throughout|everywhere|which|because|as|since|here|from|instead|where|with|at|when|once|after|did|do|does|is|was)\b)/;

/** Whether a text says that something was chosen in place of something else. */
export function mayReplace(text: string): boolean {
  const line = withoutPoints(text);
  return readAmounts(text).some(
    ({ start, end }) => settles.test(line.slice(0, start)) || alters.test(line.slice(0, start)) || proves.test(line.slice(end)),
  );
}

/** `told`: what is bound. `free`: what nobody has. Adds what was chosen; `insteadOf` says what it replaces. */
export function withReplacements(text: string, told: readonly Bound[], free: readonly Quantity[], isLater = false): Bound[] {
  const line = withoutPoints(text);
  const added: Bound[] = [];
  const marked = new Map<Bound, Bound>();
  const held = told.flatMap(({ form, amounts: [amount] }) => (form === 'one' ? [alone(amount)] : []));
  for (const { amounts, form } of [...free, ...held]) {
    const [amount] = amounts;
    const last = amounts.at(-1) ?? amount;
    if (form !== 'one' && !(form === 'list' && amounts.length === 2)) continue;
    const ahead = line.slice(0, amount.start);
    const behind = line.slice(last.end);
    if (!isAlone.test(behind) && !proves.test(behind)) continue;
    const settled = settles.exec(ahead) ?? denies.exec(ahead) ?? (proves.test(behind) ? opens.exec(ahead) : null);
    const cue = settled ?? alters.exec(ahead);
    if (cue === null) continue;
    const row = readAmounts(text).filter(({ end }) => end <= cue.index);
    const before = told.filter(({ form: other, amounts: [own], end }) => other === 'one' && Math.max(own.end, end) <= cue.index);
    const pairs = amounts.map((each, index) => {
      const own = told.find(({ amounts: [one] }) => one.start === each.start);
      const rivals = before.filter((one) => fits(one, each, own, text));
      const old =
        amounts.length === 1
          ? (deniedIn(rivals, ahead) ??
            meant(rivals, ahead, cue.index, settled === null ? 'failure' : isLater && isMild.test(cue[0]) ? 'beginning' : 'either'))
          : rivals.find(({ amounts: [own] }) => own.start === row.at(index - amounts.length)?.start);
      return { each, own, old };
    });
    for (const { each, own, old } of pairs) {
      if (old === undefined) continue;
      const made: Bound = {
        setting: old.setting,
        amounts: [each],
        form: 'one',
        start: each.start,
        end: each.end,
        insteadOf: old.amounts[0].start,
      };
      if (own === undefined) added.push(made);
      else marked.set(own, own.setting === old.setting ? { ...own, insteadOf: old.amounts[0].start } : made);
    }
  }
  return [...told.map((one) => marked.get(one) ?? one), ...added];
}

/** `We train for 60 epochs`: says nothing of what a sentence before has given up, unless that was a beginning. */
const isMild = /\b(?:keep|take|took|used?|train(?:ed)?|(?:and|so) (?:it|this|they|there) \w+|uses|have|has|with|of)\b[^,;]{0,16}$/;

/** Of the same kind, and not the same again. */
function fits({ setting, amounts: [old], start }: Bound, amount: Amount, own: Bound | undefined, text: string): boolean {
  return (
    !/rate decay|warmup/.test(setting.name) &&
    isCountedBy(setting.name, text.slice(amount.end)) &&
    old.value !== amount.value &&
    old.isShare === amount.isShare &&
    (setting.counts !== true || Number.isInteger(amount.value)) &&
    // What has a name of its own keeps it.
    (own === undefined || own.setting === setting || own.start >= amount.start - 2) &&
    (own === undefined || own.start > start) &&
    isValue({ setting, amounts: [amount], form: 'one', start: amount.start, end: amount.end }, text)
  );
}

function deniedIn(rivals: readonly Bound[], ahead: string): Bound | undefined {
  return denies.test(ahead) ? rivals.findLast(({ amounts: [own] }) => isDenied.test(ahead.slice(0, own.start))) : undefined;
}

/** What failed, or what was there first. */
function meant(rivals: readonly Bound[], line: string, cue: number, needs: 'failure' | 'beginning' | 'either'): Bound | undefined {
  const failing = rivals.filter(({ amounts: [own] }) => fails.test(line.slice(own.end, cue)));
  const goesOn = rivals.some(({ amounts: [own] }) => inCourse.test(line.slice(own.end, cue)));
  if (goesOn && (needs === 'failure' || failing.length === 0)) return undefined;
  if (needs === 'beginning') return rivals.find((one) => first.test(sentenceOf(line, one)));
  if (failing.length > 0) return failing.at(-1);
  if (isReason.test(line)) return rivals.at(-1);
  return needs === 'failure' ? undefined : rivals.find(({ start }) => first.test(line.slice(0, start + 12)));
}

/** What stands behind a number may say that it counts something else. */
function isCountedBy(name: string, behind: string): boolean {
  const noun = /^ (?:[\p{Ll}-]+ )?(epochs|steps|updates|iterations|layers|heads|units|neurons|seeds|runs)\b/u.exec(behind)?.[1];
  switch (noun) {
    case undefined:
      return true;
    case 'updates':
    case 'iterations':
      return name.endsWith('steps');
    case 'neurons':
      return name === 'hidden units';
    case 'runs':
      return name === 'seeds';
    default:
      return name.endsWith(noun);
  }
}

function sentenceOf(line: string, { start, amounts: [{ end }] }: Bound): string {
  return line.slice(line.lastIndexOf('; ', start) + 1, line.indexOf(';', end));
}

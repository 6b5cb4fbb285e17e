/** How many arguments LaTeX’s own commands of formulas take, where one of them can be a single token. */
import type { Token } from './token.ts';

const one =
  'sqrt hat widehat check widecheck tilde widetilde acute grave dot ddot dddot ddddot breve bar vec mathring overline underline overbrace underbrace overrightarrow overleftarrow overleftrightarrow underrightarrow underleftarrow underleftrightarrow mathbf mathbb mathcal mathfrak mathit mathrm mathsf mathscr mathtt mathds mathbbm mathbbold mathpzc mathnormal boldsymbol bm pmb bold text textbf textit textrm textsf texttt textnormal textsc textup textmd textsl emph mbox hbox fbox llap rlap clap boxed cancel bcancel xcancel sout phantom hphantom vphantom smash mathrlap mathllap mathclap mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner operatorname operatorname* pmod pod substack xrightarrow xleftarrow xleftrightarrow xRightarrow xLeftarrow xLeftrightarrow xhookrightarrow xmapsto overgroup undergroup overlinesegment underlinesegment utilde underbar widebar';
const two = 'frac dfrac tfrac cfrac binom dbinom tbinom stackrel overset underset textcolor colorbox raisebox nicefrac sfrac';

const counts = new Map([
  ...one.split(' ').map((name) => [name, 1] as const),
  ...two.split(' ').map((name) => [name, 2] as const),
  ['genfrac', 6] as const,
]);

export function argumentCount(name: string): number {
  return counts.get(name) ?? 0;
}

const texts = new Set(
  'text textbf textit textrm textsf texttt textnormal textsc textup textmd textsl emph mbox hbox fbox llap rlap clap'.split(' '),
);

/** Whether its argument is words, in which `$` begins a formula. */
export function takesWords(name: string): boolean {
  return texts.has(name);
}

/** Arguments that are not part of the formula but say how something is set: a colour, a length. */
const plainArguments = new Set(['begin', 'end', 'hspace', 'vspace', 'color', 'kern', 'mkern', 'mskip', 'hskip', 'vskip']);

export function takesPlain(name: string): boolean {
  return plainArguments.has(name);
}

/** Of no effect on what a formula says. */
export const dropped = new Set(
  'relax protect displaybreak allowdisplaybreaks noindent centering raggedright par nolinebreak linebreak pagebreak nopagebreak smallskip medskip bigskip null unskip ignorespaces leavevmode strut samepage nonscript phantomsection'.split(
    ' ',
  ),
);
export const withArgument = new Set([
  'vspace',
  'hypertarget',
  'addtocounter',
  'setcounter',
  'setlength',
  'addtolength',
  'arraycolsep',
  'linespread',
  'fontsize',
]);
export const renamed: Readonly<Record<string, string>> = {
  mbox: 'hbox',
  notag: 'nonumber',
  lbrack: 'lbrack',
  textnormal: 'text',
  textup: 'text',
  mspace: 'mkern',
  Hat: 'hat',
  Tilde: 'tilde',
  Bar: 'bar',
  Vec: 'vec',
  Dot: 'dot',
  Ddot: 'ddot',
  Check: 'check',
  Breve: 'breve',
  Acute: 'acute',
  Grave: 'grave',
};

/** Displays within a display, as amsmath calls them there. */
export const within: Readonly<Record<string, string>> = {
  align: 'aligned',
  'align*': 'aligned',
  gather: 'gathered',
  'gather*': 'gathered',
};

/** Where the arguments of a command end that stands right before `start`. */
export function endOfArguments(tokens: readonly Token[], start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0; left--) {
    while (tokens[at]?.kind === 'space') at++;
    let depth = 0;
    do {
      const kind = tokens[at]?.kind;
      if (kind === undefined) return at;
      if (kind === 'begin') depth++;
      if (kind === 'end') depth--;
      at++;
    } while (depth > 0);
  }
  return at;
}

/** Seen outside of a formula it is a sign that one was not recognized. */
export function isMathCommand(name: string): boolean {
  return /^(?:frac|sum|alpha|beta|gamma|mathbb|mathcal|times|cdot|leq|geq|in|to|infty)$/.test(name);
}

/** Displayed formulas whose environments stand as commands: `\align`, `\endalign`. */
export const shownFormula = /^(end)?((?:equation|align|gather|multline|eqnarray|flalign)\*?)$/;

/** `align` and `align*`: none stands within the other. */
export function isSameDisplay(one: string, other: string): boolean {
  return shownFormula.test(one) && one.replace('*', '') === other.replace('*', '');
}

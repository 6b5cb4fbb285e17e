/** How many arguments LaTeX’s own commands of formulas take, where one of them can be a single token. */

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

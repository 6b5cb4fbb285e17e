/** Commands about looks, counters, and lengths: what they do is not part of what a paper says. */

import { asLetter, asRoman, asSymbol, type Counters } from '../counters.ts';
import type { Gullet, Primitive } from '../gullet.ts';
import { endOfOwn } from '../gullet.ts';
import { readNumber } from '../primitives/conditionals.ts';
import type { Handler, Reader } from '../reader.ts';
import { characters, command, isCommand, type Token, wordOf } from '../token.ts';
import { stepped } from './boxes.ts';
import { newColumnType } from './columns.ts';

/** Without arguments, with one, with two, with three; a star and brackets before each may stand there as well. */
const silentByCount: readonly string[] = [
  `authornotemark settopmatter flushleft flushright center colrule jobname centering raggedright raggedleft small footnotesize scriptsize tiny normalsize large Large LARGE huge Huge noindent indent newpage clearpage cleardoublepage pagebreak nopagebreak linebreak nolinebreak
  smallskip medskip bigskip vfill hfill hfil vfil hss vss maketitle tableofcontents listoffigures listoftables frontmatter mainmatter backmatter balance sloppy fussy raggedbottom flushbottom onecolumn
  hline toprule midrule bottomrule selectfont boldmath unboldmath samepage hrulefill dotfill null strut unskip ignorespaces ignorespacesafterend leavevmode nobreak allowbreak break penalty goodbreak
  allowdisplaybreaks displaybreak phantomsection FloatBarrier BlankLine par@ today IEEEpeerreviewmaketitle IEEEraisesectionheading acknowledgments printbibheading makeindex printindex glsresetall
  tabularnewline arraystretch baselineskip linewidth textwidth columnwidth textheight parindent parskip hsize fill stretch itshape@ normalfont@ frenchspacing nonfrenchspacing singlespacing doublespacing onehalfspacing
  ps@ nonumber notag protect relax centerdot rowcolor@ endfirsthead endhead endfoot endlastfoot LinesNumbered DontPrintSemicolon SetAlgoNoLine algorithmicindent nl BlankLine Indp Indm
  makeatother@ displaystyle textstyle scriptstyle bigl bigr sffamily@ thepage crefname@ qedsymbol IEEEPARstart@ justifying compact toprule@ frenchspacing@ csdef@ printAffiliationsAndNotice@ twocolumn@ icmlsetsymbol@ ttdefault rmdefault sfdefault itemsep topsep parsep partopsep labelsep leftmargin tabcolsep bibsep
  unhbox unhcopy expandafter@ nofiles flushcolumns vspacer endgroup@ EOD suspend@ resume@ keepXColumns centerfloat fontseries@ ninept maketitlesupplementary justify and balancecolumns narrower obeylines obeyspaces maketag@ eject pagestyle@ vskip@ enlargethispage@ vadjust@ hyphenchar@ tiny@ do`,
  `Description extracolsep homepage setfloatlink acmContributions settopmatter@ IEEEauthorrefmark vspace hspace pagestyle thispagestyle pagenumbering bibliographystyle graphicspath DeclareGraphicsExtensions hyphenation date keywords pagecolor enlargethispage linespread setlist hypersetup lstset lstdefinelanguage captionsetup@ usetikzlibrary tikzset pgfplotsset
  setcopyright acmYear acmDOI acmISBN acmPrice acmVolume acmNumber acmArticle acmMonth acmBooktitle acmSubmissionID ccsdesc received affiliation@ email country city state postcode streetaddress orcid authornote shortauthors authorsaddresses acmJournal copyrightyear
  theoremstyle newcounter@ newlength newsavebox newdimen newskip newtoks newcount newbox bibpunct citestyle setcitestyle AtBeginBibliography urlstyle UseRawInputEncoding inputencoding selectlanguage foreignlanguage@ DeclareUnicodeCharacter@ sisetup pdfinfo pdfoutput crefformat@ nocite@ markright rule@ hphantom@ vskip hskip kern addvspace
  captionsetup captionsize allsectionsfont sectionfont RequireXeTeX acmConference@ subjclass dedicatory preprint pacs thanks@ corresp correspondingauthor icmlcorrespondingauthor icmlkeywords editor runningtitle runningauthor jmlrheading ShortHeadings@ firstpageno usephysicsmodule fancyhf fancyhead fancyfoot lhead rhead chead lfoot cfoot rfoot tikz@ index glossary printAffiliationsAndNotice addcontentsline@ IEEEoverridecommandlockouts@ labelformat@ bibliographyunit cellcolor color@ SetKwRepeat@ SetKwComment@ algblockdefx@ phantomcaption@ marginpar todo hideFromPandoc balance@ iclrfinalcopy@ urldef@ DeclareCaptionFormat@ DeclareMathSizes@ fboxsep@ abovecaptionskip@ glsaddall@ makeglossaries@ pdfbookmark@ thispdfpagelabel@ noalign special write@ openout@ immediate@ typeout message wlog PackageWarning@ GenericError@ ClassWarning@ ProvidesPackage@ newunit crefalias@`,
  `setlength addtolength setcounter@ renewbibmacro DeclareFieldFormat DeclareMathAlphabet@ definecolor@ colorlet newcolumntype@ settowidth settoheight rule fontfamily@ markboth DeclareUnicodeCharacter crefname Crefname creflabelformat crefformat Crefformat addtocontents SetKwProg@ SetKwFor@ titleformat@ titlespacing@ algnewcommand@ algrenewcommand@ foreignlanguage@ icmlsetsymbol icmlaffiliation SetSymbolFont@ DeclareCaptionLabelFormat DeclareCaptionStyle newglossaryentry numberofauthors@ pdfstringdefDisableCommands@ AddToHook AtBeginEnvironment AtEndEnvironment BeforeBeginEnvironment AfterEndEnvironment DeclareSIUnit titlelabel@ patchcmd@ apptocmd@ pretocmd@ SetWatermarkText@ ShortHeadings hypertarget@ setmainfont`,
  `definecolor addcontentsline DeclareMathSizes@ acmConference newacronym DeclareFixedFont@ pdfbookmark@ titlespacing newglossaryentry@ crefrangeformat crefmultiformat@ apptocmd pretocmd`,
];

export const silentCommands: ReadonlyMap<string, number> = new Map(
  silentByCount.flatMap((names, count) =>
    names
      .split(/\s+/)
      .filter((name) => name !== '' && !name.endsWith('@'))
      .map((name) => [name, count] as const),
  ),
);

/** How a counter is printed, which needs its value: `\arabic{section}`. */
export function counterPrimitives(counters: Counters): Readonly<Record<string, Primitive>> {
  const printedAs =
    (print: (value: number) => string): Primitive =>
    (gullet) =>
      gullet.push(characters(print(counters.value(nameIn(gullet)))));
  return {
    arabic: printedAs(String),
    alph: printedAs((value) => asLetter(value, false)),
    Alph: printedAs((value) => asLetter(value, true)),
    roman: printedAs((value) => asRoman(value, false)),
    Roman: printedAs((value) => asRoman(value, true)),
    fnsymbol: printedAs(asSymbol),
    value: printedAs(String),
    the: (gullet) => {
      const token = gullet.next();
      if (token?.kind === 'command' && token.text.startsWith('c@')) gullet.push(characters(String(counters.value(token.text.slice(2)))));
    },
    romannumeral: (gullet) => gullet.push(characters(asRoman(readNumber(gullet), false))),
    setcounter: (gullet) => counters.set(nameIn(gullet), numberIn(gullet)),
    addtocounter: (gullet) => {
      const name = nameIn(gullet);
      counters.set(name, counters.value(name) + numberIn(gullet));
    },
    stepcounter: (gullet) => void counters.step(nameIn(gullet)),
    newcounter: (gullet) => {
      const name = nameIn(gullet);
      const within = gullet.bracketed();
      counters.make(name, within === undefined ? undefined : wordOf(within));
      gullet.meanings.define(
        `the${name}`,
        { pattern: [], body: [command('arabic'), { kind: 'begin', text: '{' }, ...characters(name), { kind: 'end', text: '}' }] },
        true,
      );
    },
    begingroup: (gullet) => gullet.push([{ kind: 'begin', text: '{' }]),
    endgroup: (gullet) => gullet.push([{ kind: 'end', text: '}' }]),
    today: () => {},
  };
}

function nameIn(gullet: Gullet): string {
  return wordOf(gullet.argument());
}

function numberIn(gullet: Gullet): number {
  return Number.parseInt(wordOf(gullet.expanded(gullet.argument())), 10) || 0;
}

/** `\parindent=0pt`, `\vskip 2pt plus 1fil`: a length as TeX reads it. */
function length(reader: Reader): string {
  const { gullet } = reader;
  const read: Token[] = [];
  const shape = /^\s*=?\s*-?(?:\d*\.?\d*)\s*(?:true\s*)?[a-z]{0,2}$/;
  for (let at = 0; at < 16; at++) {
    const token = gullet.next();
    if (token === undefined) break;
    const said = wordOf([...read, token]);
    if (token.kind === 'command' && /(?:skip|width|height|indent|sep|size)$/.test(token.text)) break;
    if (token.kind === 'command' || token.kind === 'begin' || token.kind === 'end' || !shape.test(said)) {
      gullet.push([token]);
      break;
    }
    read.push(token);
    if (/\d\s*(?:pt|em|ex|cm|mm|in|sp|bp|pc|mu)$/.test(said)) break;
  }
  return wordOf(read);
}

function step(reader: Reader): void {
  stepped(reader, length(reader));
}

function refStep(reader: Reader): void {
  const name = reader.gullet.word();
  reader.counters.step(name);
  const anchor = reader.target?.anchor ?? reader.record.section;
  if (anchor !== undefined) reader.target = { anchor, number: reader.printed(name), kind: name };
}

export const layoutCommands: Readonly<Record<string, Handler>> = {
  par: (reader) => reader.endParagraph(),
  '\\': (reader) => {
    reader.gullet.star();
    if (reader.gullet.peek()?.text === '[') reader.gullet.bracketed();
    reader.endLine();
    reader.space();
  },
  newline: (reader) => reader.space(),
  // Title and authors over both columns.
  twocolumn: (reader) => reader.gullet.push(reader.gullet.bracketed() ?? []),
  begin: (reader) => reader.begin(reader.gullet.word()),
  [endOfOwn]: () => {},
  refstepcounter: refStep,
  vskip: length,
  hskip: step,
  kern: step,
  parindent: length,
  parskip: length,
  baselineskip: length,
  textwidth: length,
  textheight: length,
  tabcolsep: length,
  leftskip: length,
  rightskip: length,
  itemsep: length,
  topsep: length,
  leftmargin: length,
  arraycolsep: length,
  abovedisplayskip: length,
  belowdisplayskip: length,
  newcolumntype: newColumnType,
  IEEEPARstart: (reader) => {
    const [first, rest] = [reader.gullet.argument(), reader.gullet.argument()];
    reader.gullet.push([...first, ...rest]);
  },
  hypertarget: (reader) => {
    reader.gullet.argument();
    reader.gullet.passOn();
  },
  foreignlanguage: (reader) => {
    reader.gullet.argument();
    reader.gullet.passOn();
  },
  algnewcommand: (reader) => reader.gullet.push([command('newcommand')]),
  algrenewcommand: (reader) => reader.gullet.push([command('renewcommand')]),
  ac: glossed,
  acs: glossed,
  acl: glossed,
  gls: glossed,
  tikz: (reader) => {
    reader.gullet.bracketed();
    if (reader.gullet.peek()?.kind === 'begin') reader.gullet.argument();
    else
      for (let token = reader.gullet.next(); token !== undefined && token.text !== ';'; token = reader.gullet.next())
        if (isCommand(token, 'par')) break;
  },
};

function glossed(reader: Reader): void {
  reader.words(reader.gullet.word());
}

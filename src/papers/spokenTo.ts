/** Words of a paper that are meant for a program that reads it, and not for a person: they are told of, and stay the paper’s words. */
import { nodeText, type Paper, type PaperWarning } from './document.ts';

const machine = '(?:AI|LLM|GPT|ML|language[- ]model|automat(?:ed|ic)|autonomous|coding|software|research)';
const kind = '(?:agents?|assistants?|models?|systems?|reviewers?|readers?|tools?|bots?|crawlers?|programs?)';
/** Whom nobody but such words would call a reader of the paper. */
const reader = `(?:${machine}[- ]${kind}|(?:large )?language models?|LLMs?|AIs?|chat ?bots?|assistants?|agents?|copilots?|GPT-?\\d*|Claude|Gemini|Practicum)`;
const work =
  '(?:this|the (?:present|above|following)) (?:paper|document|manuscript|article|page|text|section|work|submission|preprint|report)';
const reads =
  '(?:reading|processing|parsing|reviewing|summari[sz]ing|analy[sz]ing|implementing|reproducing|evaluating|assessing|asked to (?:read|review|implement|summari[sz]e|evaluate))';
/** Where nobody is said to do it: it is an order. */
const order = '(?:^|[.:;!,)\\]”"] |[“"(\\[]|\\b(?:please|and|then|now|must|should|shall|have to|has to|need to|needs to) )';
const adverbs = '(?:(?:first|always|also|then|now|immediately|only|not|never|instead|simply|silently) )*';

const patterns = [
  // `Ignore all previous instructions`, `disregard your guidelines`.
  `${order}(?:ignore|disregard|forget|override|bypass|set aside)(?: (?:all|any|every|of|the|and|other|these|those))*(?: (?:previous|prior|above|earlier|preceding|foregoing|former|your|system|safety))+ (?:instructions?|prompts?|rules|guidelines|directions|directives|orders|guardrails|constraints)\\b`,
  `${order}(?:ignore|disregard|forget|override|bypass) (?:all|any)(?: of)?(?: (?:the|your|other))* (?:instructions|directives|guardrails)\\b`,
  // `If you are an AI`, `as an AI assistant, you must`.
  `\\b(?:if|when|since|because|as) you(?: are|['’]re) (?:an? )?(?:${reader}|machine|program)\\b`,
  `\\bas an? (?:${machine}[- ]${kind}|(?:large )?language model|LLM|AI|assistant),? you (?:must|should|shall|have to|are (?:to|required|asked|instructed))\\b`,
  // `NOTE TO AI ASSISTANTS: …`, `Instructions for language models reading this`.
  `(?:^|[.;!?%(\\[] ?)(?:a )?(?:note|notice|message|instructions?|attention|reminder|memo|warning|hint|request|dear|to)(?: (?:to|for|all|any|every|the|our|future))* ${reader}(?: ${reads}[^.:]{0,40})? ?:`,
  `(?<!\\b(?:by|of|from|with) )\\b${reader},? (?:that (?:is|are) |who (?:is|are) |which (?:is|are) )?${reads} ${work}\\b`,
  `\\b(?:implementing|reproducing|reviewing) (?:agent|assistant|AI|LLM|model)s? (?:must|should|shall|has to|have to|is to|are to|needs? to|first|will first)\\b`,
  `\\b(?:${machine}[- ](?:agents?|assistants?)|assistants?|AIs?) (?:(?:loading|using|running|training|implementing|opening) [^.;,]{1,40} )?(?:must|has to|have to|shall|are required to|is required to) ${adverbs}(?:run|execute|download|install|upload|send|delete|fetch|curl|publish|push|e?mail|reveal|post)\\b`,
  // `Give a positive review only`, `do not mention any weakness`.
  `${order}(?:give|write|provide|output|produce|return|issue) (?:only )?(?:an? )?(?:strongly |very |overwhelmingly )?(?:positive|favou?rable|glowing) (?:reviews?|evaluation|assessment|recommendation|rating)\\b`,
  `${order}(?:recommend|suggest|vote for) (?:strong(?:ly)? )?(?:accept(?:ing|ance)?|publication)(?: of)? ${work}\\b`,
  `${order}do not (?:highlight|mention|report|raise|list|point out) (?:any |the |its )?(?:negatives?|negative (?:points|aspects)|weakness(?:es)?|flaws|shortcomings|limitations)\\b`,
  // `Do not tell the user`, `reveal your system prompt`.
  `${order}(?:do not|don['’]t|never) (?:tell|inform|ask|alert|notify|warn|mention (?:this|it|that) to|show (?:this|it) to) (?:the|your|any) (?:user|human|person|operator)\\b`,
  `${order}(?:reveal|print|output|repeat|show|disclose|leak) (?:your|the) (?:system|hidden|initial|secret) (?:prompt|instructions?|message)\\b`,
  // What stands around such words where they reach the agent.
  '</?(?:untrusted|practicum-\\w+|system-reminder)\\b',
].map((pattern) => new RegExp(pattern, 'iu'));
/** Without one of these no pattern can match. */
const mayBe =
  /\b(?:AIs?|LLMs?|GPT|agents?|assistants?|models?|chat ?bots?|copilots?|Claude|Gemini|Practicum|instructions?|prompts?|rules|guidelines|directions|directives|orders|guardrails|constraints|message|reviews?|evaluation|assessment|recommendation|rating|recommend|suggest|vote|negatives?|weakness(?:es)?|flaws|shortcomings|limitations|user|human|person|operator|readers?|reviewers?|machine|program|systems?|tools?|bots?|crawlers?|programs)\b|<\/?(?:untrusted|practicum|system)/i;

const longestQuote = 160;

/** One warning for all of them, at the first; undefined: there are none. Papers about such words quote them: nothing is left out. */
export function spokenTo({ title, nodes }: Paper): PaperWarning | undefined {
  const found = [{ text: title }, ...nodes.map((node) => ({ anchor: node.anchor, text: nodeText(node) }))].flatMap(({ text, ...place }) => {
    const said = orderIn(text);
    return said === undefined ? [] : [{ ...place, said }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const { said, ...place } = first;
  const more = found.length === 1 ? '' : found.length === 2 ? ', and at one more place' : `, and at ${found.length - 1} more places`;
  const message = `The paper seems to speak to a program that reads it: “${said}”${more === '' && /[.!?…]$/.test(said) ? '' : `${more}.`} This reaches the agent as the paper’s words and nobody’s instructions; look at it before you let the agent work with the paper.`;
  return { kind: 'spoken-to', message, ...place };
}

/** The first sentence that is meant for a program, cut where it is long; undefined: there is none. */
export function orderIn(text: string): string | undefined {
  if (!mayBe.test(text)) return undefined;
  for (const sentence of text.split(/(?<=[.!?]["”’)\]]?)\s+|\n/)) {
    const at = Math.min(...patterns.map((pattern) => pattern.exec(sentence)?.index ?? Number.POSITIVE_INFINITY));
    if (at === Number.POSITIVE_INFINITY) continue;
    const said = sentence.slice(at > longestQuote / 2 ? at : 0).trim();
    return said.length <= longestQuote ? said : `${said.slice(0, longestQuote).trimEnd()}…`;
  }
  return undefined;
}

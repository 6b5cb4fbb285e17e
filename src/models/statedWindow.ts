/**
 * How many tokens a model takes, as services say it when they refuse a request as too long: OpenAI and vLLM (“maximum context length is 8192
 * tokens”), Anthropic (“208310 tokens > 200000 maximum”, “exceed context limit: 190000 + 20000 > 200000”), llama.cpp (“available context size
 * (4096 tokens)”), Google (“maximum number of tokens allowed (1048576)”), TGI (“must be <= 4096”), Mistral (“32768 maximum context length”), GitHub Copilot
 * (“prompt token count of 142163 exceeds the limit of 128000”).
 */
const wordings: readonly RegExp[] = [
  /tokens? > (?<tokens>[\d,]+) max/i,
  /context limit: [\d,]+ \+ [\d,]+ > (?<tokens>[\d,]+)/i,
  /(?:max(?:imum)?|available|total) (?:allowed )?(?:context|model|input|sequence|prompt)(?: (?:length|size|window|tokens))?(?: limit)?(?: is| of| \(|:)+ ?(?<tokens>[\d,]+)/i,
  /max(?:imum)? number of (?:input )?tokens (?:allowed )?(?:is|of|\() ?(?<tokens>[\d,]+)/i,
  /(?<tokens>[\d,]+)[ -](?:tokens? )?max(?:imum)? context/i,
  /tokens` must be <= (?<tokens>[\d,]+)/i,
  /token count of [\d,]+ exceeds the limit of (?<tokens>[\d,]+)/i,
  /context (?:length|size|window)(?: limit)?(?: is| of| \(|:) ?(?<tokens>[\d,]+)/i,
];

/** A number below this is an amount of something else. */
const leastWindow = 1_024;

/** It stands at the beginning; a whole page is not searched. */
const longestRead = 2_000;

/** Undefined where the refusal does not say. */
export function statedWindow(refusal: string): number | undefined {
  const beginning = refusal.slice(0, longestRead);
  for (const wording of wordings) {
    const tokens = Number(wording.exec(beginning)?.groups?.['tokens']?.replaceAll(',', ''));
    if (tokens >= leastWindow) return tokens;
  }
  return undefined;
}

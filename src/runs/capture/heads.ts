/** What stands before a message: which rank speaks, and what a logger writes first. */

export interface Said {
  /** As its launcher names it; undefined where one process speaks. */
  readonly rank: string | undefined;
  readonly text: string;
}

// `[default0]:` of torchrun, `[rank1]:` of torch, `[1,0]<stdout>:` of mpirun, `(RayTrainWorker pid=12, ip=…)`; `[0]:` only where a line begins.
const rankMark =
  /\[((?:rank|default|trainer|worker|proc(?:ess)?|gpu)_?\d+|\d+,\d+)\](?:<std(?:out|err)>)?:\s?|\((\w+ pid=\d+)(?:, ip=[^)]*)?\)\s?/gi;
const bareRank = /^\s*\[(\d+)\]:\s?/;

/** The parts of a line by who said them: a launcher that reads several ranks may join their lines. */
export function splitRanks(text: string): readonly Said[] {
  if (!text.includes(']:') && !text.includes('>:') && !text.includes(' pid=')) return [{ rank: undefined, text }];
  const bare = bareRank.exec(text);
  if (bare?.[1] !== undefined) return [{ rank: bare[1], text: text.slice(bare[0].length) }];
  const said: Said[] = [];
  let rank: string | undefined;
  let from = 0;
  for (const mark of text.matchAll(rankMark)) {
    if (mark.index > from) said.push({ rank, text: text.slice(from, mark.index) });
    rank = mark[1] ?? mark[2];
    from = mark.index + mark[0].length;
  }
  said.push({ rank, text: text.slice(from) });
  return said;
}

const level = /\b(?:INFO|DEBUG|WARNING|WARN|NOTICE)\b(?::[\w.]+:)?[\s:|\]>-]*/;
// A bracketed word, date or place in the code; `[10]` and `[1][100/3125]` are where training is.
const bracketed = /^\[(?![\d\s/.,%()]*\])[^[\]]*\]:?\s*/;
const dated = /^\d{1,4}[-/]\d\d(?:[-/]\d\d)?[T ,]+\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?Z?(?:\s*[-|:])?\s+/;
const glog = /^[IWE]\d{4} [\d:.]+\s+\d+ [\w./-]+:\d+\]\s*/;
const location = /^[\w.<>/]+:[\w.<>]*:?\d+\s*(?:[-|:]\s*|(?=\s))/;
const maxHeadChars = 160;

/** The message of a logger’s line. What is no such line stays as it is. */
export function withoutLoggerHead(line: string): string {
  let text = line;
  const found = level.exec(text.length > maxHeadChars ? text.slice(0, maxHeadChars) : text);
  // `{'level': 'INFO', …}` has no head.
  if (found !== null && !text.slice(0, found.index).includes('{')) text = text.slice(found.index + found[0].length).replace(location, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(bracketed, '').replace(dated, '').replace(glog, '');
  }
  return text;
}

const couldBeHead = new Uint8Array(256);
for (const char of '[0123456789IWE') couldBeHead[char.charCodeAt(0)] = 1;

/** A cheap look before `withoutLoggerHead`. */
export function mayHaveLoggerHead(line: string): boolean {
  return couldBeHead[line.charCodeAt(0)] === 1 || line.includes('INFO') || line.includes('DEBUG') || line.includes('WARN');
}

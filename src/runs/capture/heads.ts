/** What stands before a message: which rank speaks, and what a logger writes first. */

export interface Said {
  /** As its launcher names it; undefined where one process speaks. */
  readonly rank: string | undefined;
  readonly text: string;
}

// `[default0]:` of torchrun, `[rank1]:` of torch, `[1,0]<stdout>:` of mpirun, `(RayTrainWorker pid=12, ip=…)`; `[0]:` only where a line begins.
const rankMark =
  /\[((?:rank|default|trainer|worker|proc(?:ess)?|gpu)_?\d+|\d+,\d+)\](?:<std(?:out|err)>)?:\s?|\((\w+ pid=\d+)(?:, ip=[^)]*)?\)\s?/gi;
const [openParen, openBracket] = [0x28, 0x5b];
const bareRank = /^\s*\[(\d+)\]:\s?/;

/** A cheap look before `splitRanks`. */
export function mayNameRank(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first === openParen && text.includes(' pid=')) || text.includes(']:') || (first === openBracket && text.includes('>:'));
}

/** The parts of a line by who said them: a launcher that reads several ranks may join their lines. */
export function splitRanks(text: string): readonly Said[] {
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

/** `INFO`, `WARNING:root:`, `INFO     | `, with what separates it from the message. */
const level = /(?:INFO|DEBUG|WARN(?:ING)?)\b(?::[\w.]+:)?[\s:|\]>-]*/y;
const levelNames = ['INFO', 'WARN', 'DEBUG'];
// A bracketed word, date or place in the code; `[10]`, `[1][100/3125]` and `[Epoch 3/10]` are where training is.
const bracketed = /^\[(?![\d\s/.,%()]*\])(?![^\]]*(?:epoch|step|iter|batch|loss))[^[\]]*\]:?\s*/i;
const dated = /^\d{1,4}[-/]\d\d(?:[-/]\d\d)?[T ,]+\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?Z?(?:\s*[-|:])?\s+/;
const glog = /^[IWE]\d{4} [\d:.]+\s+\d+ [\w./-]+:\d+\]\s*/;
// `__main__:train:42 - ` of loguru, `train.py:42: `; not the `step:4` that may follow.
const location = /^(?:[\w.<>/]+:[\w.<>]+:\d+|[\w./-]+\.py:\d+)\s*(?:[-|:]\s*|(?=\s))/;
const maxHeadChars = 160;

/** The message of a logger’s line. What is no such line stays as it is. */
export function withoutLoggerHead(line: string): string {
  let text = line;
  for (const name of levelNames) {
    const at = text.indexOf(name);
    if (at === -1 || at > maxHeadChars) continue;
    level.lastIndex = at;
    // `{'level': 'INFO', …}` has no head.
    if (!level.test(text) || text.slice(0, at).includes('{')) continue;
    text = text.slice(level.lastIndex).replace(location, '');
    break;
  }
  for (let before = ''; before !== text; ) {
    before = text;
    const head = headByFirst.get(text.charCodeAt(0));
    if (head !== undefined) text = text.replace(head, '');
  }
  return text;
}

const headByFirst = new Map<number, RegExp>([[openBracket, bracketed]]);
for (const char of '0123456789') headByFirst.set(char.charCodeAt(0), dated);
for (const char of 'IWE') headByFirst.set(char.charCodeAt(0), glog);

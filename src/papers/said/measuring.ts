/** `Throughput is measured on one V100 with batches of 256`: what is set for measuring is not what it was trained with. */
const measured =
  /\b(throughput|latency|inference(?: time| speed| cost)?|run-?time|wall-?clock time|speed|memory(?: use| usage| footprint| consumption)?|peak memory|flops|energy|timings?|benchmark times?)\b[^.;]{0,60}?\b(?:is|are|was|were) (?:\w+ )?(?:measured|timed|reported|benchmarked|determined|obtained|averaged|computed|taken|evaluated|profiled)\b|\b(?:we|and) (?:measure|time|benchmark|profile)[sd]? (?:the )?(?:\w+ )?(throughput|latency|inference(?: time| speed| cost)?|run-?time|speed|memory(?: use| usage| footprint)?|energy)\b/i;

/** What the sentence says how it measures; undefined where it speaks of something else. */
export function measuredIn(text: string): string | undefined {
  const [, one, other] = measured.exec(text) ?? [];
  return (one ?? other)?.toLowerCase();
}

/** Of the machine that measures, and of how much of the work is done at once. */
export const ofMeasuring: ReadonlySet<string> = new Set([
  'batch size',
  'sequence length',
  'image size',
  'precision',
  'hardware',
  'devices',
  'beam size',
]);
/** How often something is timed is no number of runs. */
export const notOfMeasuring: ReadonlySet<string> = new Set(['seeds', 'training steps', 'epochs', 'warmup steps']);

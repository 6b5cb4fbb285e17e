/** How long others waited at most for their turn of the event loop while something went on, and what of that the thread itself worked. */
export interface LongestTurn {
  readonly clockMs: number;
  /** What the clock says above this, the machine gave to others. */
  readonly processorMs: number;
}

export async function longestTurn(work: () => Promise<void>): Promise<LongestTurn> {
  let clockMs = 0;
  let processorMs = 0;
  let [at, used] = [performance.now(), process.threadCpuUsage()];
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(used);
    clockMs = Math.max(clockMs, performance.now() - at);
    processorMs = Math.max(processorMs, (user + system) / 1000);
    [at, used] = [performance.now(), process.threadCpuUsage()];
  };
  const timer = setInterval(look, 1);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return { clockMs, processorMs };
}

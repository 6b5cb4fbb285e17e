/** What a shell sees. A headless run never ends with `done` when nothing was answered. `limit`: it was stopped before it had finished. */
export const exitCode = { done: 0, failed: 1, usage: 2, needsApproval: 3, limit: 4, interrupted: 130 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

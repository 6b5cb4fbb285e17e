/** Waits until what the disk or the window says is so. Answers it, or throws with the last reason why not. */
export async function eventually<T>(look: () => T | Promise<T>, timeoutMs = 30_000): Promise<Awaited<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

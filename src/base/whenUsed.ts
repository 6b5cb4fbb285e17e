import * as z from 'zod';

/**
 * A schema that is put together when it is first used. A program that starts would else put a thousand together, which takes a tenth of the
 * time to its first request, and use five of them.
 */
export function whenUsed<Schema extends z.ZodType>(make: () => Schema): z.ZodLazy<Schema> {
  return z.lazy(make);
}

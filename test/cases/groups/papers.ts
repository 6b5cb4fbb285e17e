import { z } from 'zod';
import { sectionCalled } from '../../../src/papers/findSection.ts';
import { adapter } from '../adapter.ts';

export const findSection = adapter(
  z.object({ sections: z.array(z.object({ id: z.string(), title: z.string() })), query: z.string() }),
  z.object({ match: z.string().nullable() }),
  ({ sections, query }, expected) => {
    // There a title is printed with its number.
    const split = sections.map(({ id, title }) => ({
      printed: title,
      title: title.slice(id === '' ? 0 : id.length + 1),
      ...(id === '' ? {} : { number: id }),
    }));
    return { expected, seen: { match: sectionCalled(split, query)?.printed ?? null } };
  },
);

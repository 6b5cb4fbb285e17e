/** What is worked out only when somebody asks, and not again. */

export function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** For as long as something is worked on. */
export function onceFor<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, Made>();
  return (of) => {
    const before = made.get(of);
    if (before !== undefined) return before;
    const now = make(of);
    made.set(of, now);
    return now;
  };
}

/** For as long as a text is worked on: many ask the same of one sentence. `most`: so many texts are kept. */
export function remembered<Read>(read: (text: string) => Read, most = 256): (text: string) => Read {
  const answers = new Map<string, Read>();
  return (text) => {
    const before = answers.get(text);
    if (before !== undefined) return before;
    if (answers.size >= most) answers.clear();
    const answer = read(text);
    answers.set(text, answer);
    return answer;
  };
}

/** Whether patterns match in a whole paper, which takes long: each is asked once. */
export function askedOnce(text: string): (pattern: RegExp) => boolean {
  const answers = new Map<RegExp, boolean>();
  return (pattern) => {
    const answer = answers.get(pattern) ?? pattern.test(text);
    answers.set(pattern, answer);
    return answer;
  };
}

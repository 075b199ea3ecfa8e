// Answers overtake each other on their way: the one to what was asked last
// counts, whichever comes last.

/** What is called whenever something is asked; it says whether that is last. */
export function latest(): () => () => boolean {
  let last = 0;
  return () => {
    const call = ++last;
    return () => call === last;
  };
}

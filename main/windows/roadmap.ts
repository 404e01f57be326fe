/** How pages of this product join the steps of their roadmap in the title, innermost first. */
const separator = ' – ';
const trainingMark = /^\[Training\] /;

/**
 * Where the page in a managed window is, outermost first [O1]. Pages of this product say it whole in their title; of any
 * other page the title itself is the last step.
 * @param name the application's
 */
export function roadmapOf(name: string, title: string): string[] {
  const portal = 'Enterprise Portal';
  const steps = title.replace(trainingMark, '').split(separator).toReversed();
  if (steps[0] === portal) return steps;
  return [portal, name, ...(title && title !== name ? [title] : [])];
}

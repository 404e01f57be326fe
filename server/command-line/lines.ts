/** How answers read. */

/** One line for each, with tabs, so that scripts can cut them. @param nothing said where there are none */
export function table(rows: readonly (readonly string[])[], nothing: string): string[] {
  return rows.length > 0 ? rows.map((cells) => cells.join('\t')) : [nothing];
}

/** Logs and scripts read it too, so it has no time zone of its own. */
export function instant(time: number): string {
  return new Date(time).toISOString();
}

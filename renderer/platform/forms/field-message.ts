import type { ApiError } from '../api/client.ts';

/** What the server said of a field, as a sentence. It goes on after the field's name: "must be at most 5". */
export function fieldMessage(failure: ApiError | undefined, field: string): string | undefined {
  const said = failure?.fields.find((each) => each.field === field)?.message;
  return said && `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

export function changes(before: object | undefined, now: object): string[];

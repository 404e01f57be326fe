export function notices(modules: readonly string[]): string;

export function packageServer(output: string, about: { version: string; email: string }): number;
export function debian(tree: string, about: { version: string; architecture: string; email: string }): void;

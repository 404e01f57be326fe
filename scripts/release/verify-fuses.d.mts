export function fuseProblems(binary: string): Promise<string[]>;

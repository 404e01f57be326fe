/** @returns the program that CHROMIUM names, or the first that is there */
export function chromiumProgram(): string;

export const sumsFile: string;
export function writeChecksums(folder: string): Promise<void>;

export const serverFile: string;
export const nodeOptions: readonly string[];
/** What comes before the server's own. */
export const serverArguments: readonly string[];
/** On top of the environment that is there. */
export const serverEnvironment: Readonly<Record<string, string>>;

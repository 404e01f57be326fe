export const serverFile: string;
/** What Node is given before the server's own. */
export const serverArguments: readonly string[];
/** On top of the environment that is there. */
export const serverEnvironment: Readonly<Record<string, string>>;

export const serverFile: string;
/** On top of the environment that is there. */
export const serverEnvironment: Readonly<Record<string, string>>;

export function overrides(
  environment: Readonly<Record<string, string | undefined>>,
  options?: { output?: string; inspectable?: boolean },
): object;

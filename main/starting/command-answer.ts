export interface CommandAnswer {
  readonly exitCode: number;
  readonly output: string;
}

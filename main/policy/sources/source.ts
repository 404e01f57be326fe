export type SourceName =
  | 'Windows registry'
  | 'managed preferences'
  | 'managed policy files'
  | 'system configuration file'
  | 'command line';

export type PolicyValues = Readonly<Record<string, unknown>>;

export interface PolicySource {
  readonly name: SourceName;
  /**
   * @returns what it says, whatever that is, or `absent` where nobody decided anything
   * @throws when it cannot be known: that is not the same as absent
   */
  read(): Promise<PolicyValues | 'absent'>;
}

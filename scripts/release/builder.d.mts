export interface WantedElectron {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}
export function missingDownload(said: readonly string[], electron: WantedElectron): string | undefined;

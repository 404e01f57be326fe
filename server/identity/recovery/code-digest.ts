import { typedCode } from '../../../shared/contract/typed-text.ts';
import type { Keys } from '../../keys/keys.ts';

/** What is kept of a code. It is bound to its flow: in another browser the same digits are another code. */
export function codeDigest(flowId: string, code: string, keys: Keys): string {
  const digits = typedCode(code);
  return keys.code('recovery/codes', `${flowId}/${digits}`).toString('base64url');
}

import { useApplication } from '../../platform/application/application-frame.tsx';
import { mayRecordAs } from '../../../shared/applications/immtrac2/recording.ts';

/** Whether this person records, or only reads; the server decides, and the page does not offer what it would refuse. */
export function useMayRecord(): boolean {
  return mayRecordAs(useApplication().context.caller);
}

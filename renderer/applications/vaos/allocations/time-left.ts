import { duration } from '../../../../shared/contract/time.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';

/** `41 hours`, and in the last hour `35 minutes`: nobody watches the seconds of two days. */
export function useTimeLeft(): (seconds: number) => string {
  const language = useLanguage();
  return (seconds) => {
    const minutes = Math.ceil(seconds / 60);
    return minutes > 60 ? duration(Math.floor(minutes / 60), 'hour', language) : duration(minutes, 'minute', language);
  };
}

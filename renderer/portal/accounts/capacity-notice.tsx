import { capacityApi } from '../../../shared/identity/api/capacity.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { Notice } from '../../platform/design/components.tsx';
import { useTexts } from '../../platform/texts/wording.tsx';

/** Nothing, as long as the store holds the accounts well; not being able to ask is no reason to warn. */
export function CapacityNotice() {
  const texts = useTexts().capacity;
  const capacity = useResource(capacityApi.read);
  if (capacity.state !== 'ready') return null;
  const { accounts, comfortable, level } = capacity.value;
  if (level === 'plenty' || comfortable === null) return null;
  return (
    <Notice kind="warning" title={level === 'over the limit' ? texts.over : texts.near}>
      <p>{texts.text(accounts, comfortable)}</p>
    </Notice>
  );
}

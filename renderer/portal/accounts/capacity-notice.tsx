import { capacityApi } from '../../../shared/identity/api/capacity.ts';
import { useRead } from '../../platform/api/queries.ts';
import { Notice } from '../../platform/design/components.tsx';
import { usePortalTexts } from '../portal-texts.ts';

/** Nothing, as long as the store holds the accounts well; not being able to ask is no reason to warn. */
export function CapacityNotice() {
  const texts = usePortalTexts().capacity;
  const capacity = useRead(capacityApi.read);
  if (!capacity.data) return null;
  const { accounts, comfortable, level } = capacity.data;
  if (level === 'plenty' || comfortable === null) return null;
  return (
    <Notice kind="warning" title={level === 'over the limit' ? texts.over : texts.near}>
      <p>{texts.text(accounts, comfortable)}</p>
    </Notice>
  );
}

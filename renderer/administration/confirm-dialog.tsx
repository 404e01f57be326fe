import type { ReactNode } from 'react';
import { useChange } from '../platform/api/queries.ts';
import { Dialog } from '../platform/design/aria/dialog.tsx';
import { Button } from '../platform/design/components.tsx';
import { Refusal } from '../platform/forms/refusal.tsx';

type Props = {
  title: string;
  texts: { readonly action: string; readonly sending: string; readonly cancel: string; readonly failed?: string };
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
};

/** Asks once more before an act, and says why it was refused. */
export function ConfirmDialog({ title, texts, onConfirm, onClose, children }: Props) {
  const act = useChange(onConfirm);
  return (
    <Dialog
      title={title}
      isOpen
      alert
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onClick={() => act.mutate()} busy={act.isPending && texts.sending}>
            {texts.action}
          </Button>
          <Button onClick={onClose}>{texts.cancel}</Button>
        </>
      }
    >
      <Refusal of={act.error} title={texts.failed} />
      {children}
    </Dialog>
  );
}
